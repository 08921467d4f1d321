package org.kithwork.core.internal.access.command;

import java.util.Collection;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.page.PageRequest;
import org.kithwork.shell.WordCompleter;

/** Completes the names of users, as far as the user sees them. */
@Service
public final class UserCompleter extends WordCompleter {

    @Reference
    UserAdmin users;

    @Override
    protected Collection<String> words() {
        return users.list(PageRequest.first(PageRequest.MAX_LIMIT), Locale.ENGLISH).items().stream()
                .map(UserAdmin.User::username)
                .toList();
    }
}
