package org.kithwork.core.internal.access.command;

import java.util.Collection;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.shell.WordCompleter;

/** Completes the permissions that can be granted. */
@Service
public final class PermissionCompleter extends WordCompleter {

    @Reference
    RoleAdmin roles;

    @Override
    protected Collection<String> words() {
        return roles.permissions(Locale.ENGLISH).stream()
                .map(RoleAdmin.Grantable::permission)
                .toList();
    }
}
