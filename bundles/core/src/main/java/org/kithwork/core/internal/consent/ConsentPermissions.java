package org.kithwork.core.internal.consent;

import org.kithwork.permission.Permission;

/** The rights on consents. */
public final class ConsentPermissions {
    public static final String OBJECT = "core:consent";
    public static final Permission VIEW = Permission.of("core:consent:view");
    public static final Permission CREATE = Permission.of("core:consent:create");
    public static final Permission CONFIGURE = Permission.of("core:consent:configure");

    private ConsentPermissions() {}
}
