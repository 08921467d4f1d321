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
 * @param dangerous asks for a step-up and may not be given to a token without one
 */
public record PermissionDeclaration(Permission permission, Message title, Map<String, Scope> roles, boolean dangerous) {

    public PermissionDeclaration {
        roles = Map.copyOf(roles);
    }
}
