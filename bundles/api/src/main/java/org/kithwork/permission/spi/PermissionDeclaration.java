package org.kithwork.permission.spi;

import java.util.Map;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Scope;
import org.kithwork.problem.Message;

/**
 * A permission and who starts with it.
 *
 * @param title what an administrator reads
 * @param roles the default roles, by name (see {@link Roles}), that hold it and on which records
 * @param dangerous may not be given to a token without a step-up
 * @param stepUp each use in a browser's session asks for a step-up
 */
public record PermissionDeclaration(
        Permission permission, Message title, Map<String, Scope> roles, boolean dangerous, boolean stepUp) {

    /** A permission that, if it is dangerous, asks for a step-up with each use. */
    public PermissionDeclaration(Permission permission, Message title, Map<String, Scope> roles, boolean dangerous) {
        this(permission, title, roles, dangerous, dangerous);
    }

    public PermissionDeclaration {
        roles = Map.copyOf(roles);
    }
}
