package org.kithwork.core.internal.outbound;

import org.kithwork.permission.Permission;

/** The rights on calls to other systems. */
public final class OutboundPermissions {
    public static final String OBJECT = "core:outbound";
    public static final Permission VIEW = Permission.of("core:outbound:view");
    public static final Permission CONFIGURE = Permission.of("core:outbound:configure");
    public static final Permission CALL = Permission.of("core:outbound:call");

    private OutboundPermissions() {}
}
