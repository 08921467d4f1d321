package org.kithwork.importing;

import java.util.Collection;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Which import of a file, or which feed, brought a record in. Always there. */
@ProviderType
public interface ImportOrigins {

    /**
     * What created these records, by the records' ids; those that came neither in a file nor by a feed are left out. What
     * an import only changed is not of it. Asks no right: ask before whether the caller may see the records.
     *
     * @param kind the word of an {@link org.kithwork.importing.spi.ImportKind}
     */
    Map<String, ImportOrigin> of(String kind, Collection<String> targetIds);
}
