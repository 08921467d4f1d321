package org.kithwork.core.internal.privacy;

import org.kithwork.permission.Permission;

/** The rights on cases, holds and certificates. */
public final class PrivacyPermissions {

    public static final Permission VIEW = Permission.of("core:privacy:view");
    public static final Permission CREATE = Permission.of("core:privacy:create");
    public static final Permission EDIT = Permission.of("core:privacy:edit");

    private PrivacyPermissions() {}
}
