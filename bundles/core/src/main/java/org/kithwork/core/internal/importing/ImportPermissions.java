package org.kithwork.core.internal.importing;

import org.kithwork.permission.Permission;

/** The rights on imports; to import a kind one needs that of the kind as well. */
final class ImportPermissions {

    static final String OBJECT = "core:import";
    static final Permission VIEW = Permission.of("core:import:view");
    static final Permission CREATE = Permission.of("core:import:create");

    /** To take back what an import created. */
    static final Permission DELETE = Permission.of("core:import:delete");

    private ImportPermissions() {}
}
