package org.kithwork.core.internal.money;

import org.kithwork.permission.Permission;

/** What rates and currencies ask for. */
public final class MoneyPermissions {

    public static final Permission VIEW = Permission.of("core:rate:view");
    public static final Permission EDIT = Permission.of("core:rate:edit");

    private MoneyPermissions() {}
}
