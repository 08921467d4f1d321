package org.kithwork.permission.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A module's declaration of its permissions; nobody holds them but the roles it names, until an administrator says so. */
@ConsumerType
public interface PermissionSource {

    /** The module's word. */
    String module();

    /** What it declares; read once when the module comes. */
    List<PermissionDeclaration> declarations();
}
