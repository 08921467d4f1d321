package org.kithwork.core.internal.retention;

import org.kithwork.permission.Permission;

/** What retention asks for. */
public final class RetentionPermissions {

    public static final Permission VIEW = Permission.of("core:retention:view");
    public static final Permission CONFIGURE = Permission.of("core:retention:configure");
    public static final Permission DELETE = Permission.of("core:retention:delete");

    private RetentionPermissions() {}
}
