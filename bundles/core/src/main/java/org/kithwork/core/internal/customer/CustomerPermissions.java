package org.kithwork.core.internal.customer;

import org.kithwork.core.internal.access.CorePermissions;
import org.kithwork.permission.Permission;

/** The rights on customers. */
public final class CustomerPermissions {
    public static final String OBJECT = "core:customer";
    public static final Permission VIEW = Permission.of("core:customer:view");
    public static final Permission CREATE = Permission.of("core:customer:create");
    public static final Permission EDIT = Permission.of("core:customer:edit");
    public static final Permission DELETE = Permission.of("core:customer:delete");
    public static final Permission EXPORT = Permission.of("core:customer:export");
    public static final Permission UNMASK = Permission.of("core:customer:unmask");
    public static final Permission LOOKUP = Permission.of("core:customer:lookup");
    public static final Permission CLAIM = Permission.of("core:customer:claim");
    public static final Permission AGGREGATE = Permission.of("core:customer:aggregate");
    public static final Permission MERGE = Permission.of("core:customer:merge");
    public static final Permission ERASE = Permission.of("core:customer:erase");

    public static final Permission RESTRICTION_VIEW = Permission.of("core:restriction:view");
    public static final Permission RESTRICTION_EDIT = Permission.of("core:restriction:edit");
    public static final Permission ASSIGN = CorePermissions.ASSIGN;

    private CustomerPermissions() {}
}
