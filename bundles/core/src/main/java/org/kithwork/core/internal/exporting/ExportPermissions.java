package org.kithwork.core.internal.exporting;

import org.kithwork.permission.Permission;

/** The rights on exports; which customers stand in one follows from their scope and from the right to see customers. */
final class ExportPermissions {

    static final String OBJECT = "core:export";
    static final Permission VIEW = Permission.of("core:export:view");
    static final Permission CREATE = Permission.of("core:export:create");

    private ExportPermissions() {}
}
