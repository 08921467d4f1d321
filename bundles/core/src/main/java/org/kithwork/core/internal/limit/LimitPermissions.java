package org.kithwork.core.internal.limit;

import org.kithwork.permission.Permission;

/** The rights on limits. */
public final class LimitPermissions {
    public static final Permission VIEW = Permission.of("core:limit:view");
    public static final Permission CONFIGURE = Permission.of("core:limit:configure");

    private LimitPermissions() {}
}
