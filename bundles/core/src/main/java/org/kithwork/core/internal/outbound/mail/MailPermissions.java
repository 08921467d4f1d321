package org.kithwork.core.internal.outbound.mail;

import org.kithwork.permission.Permission;

/** The rights on mails that the system writes. */
public final class MailPermissions {
    public static final String OBJECT = "core:mail";
    public static final Permission VIEW = Permission.of("core:mail:view");
    public static final Permission CONFIGURE = Permission.of("core:mail:configure");
    public static final Permission SEND = Permission.of("core:mail:send");

    private MailPermissions() {}
}
