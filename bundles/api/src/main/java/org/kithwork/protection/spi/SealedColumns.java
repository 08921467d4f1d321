package org.kithwork.protection.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The columns into which a module writes what {@link org.kithwork.protection.FieldCipher} sealed. Register it as a
 * service: {@code key:rotate} encrypts these columns anew. A column that nobody declares stays under the earlier key,
 * which then cannot be retired.
 */
@ConsumerType
public interface SealedColumns {

    /** All of them; always the same. */
    List<SealedColumn> columns();
}
