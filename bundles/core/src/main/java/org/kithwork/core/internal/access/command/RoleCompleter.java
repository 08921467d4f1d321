package org.kithwork.core.internal.access.command;

import java.util.Collection;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.page.PageRequest;
import org.kithwork.shell.WordCompleter;

/** Completes the words of roles. */
@Service
public final class RoleCompleter extends WordCompleter {

    @Reference
    RoleAdmin roles;

    @Override
    protected Collection<String> words() {
        return roles.list(PageRequest.first(PageRequest.MAX_LIMIT), Locale.ENGLISH).items().stream()
                .map(RoleAdmin.Role::word)
                .toList();
    }
}
