package org.kithwork.core.internal.access.command;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.page.PageRequest;

/** Completes the names of users, as far as the user sees them. */
@Service
public final class UserCompleter implements Completer {

    @Reference
    UserAdmin users;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        var names = users.list(PageRequest.first(PageRequest.MAX_LIMIT), Locale.ENGLISH).items().stream()
                .map(UserAdmin.User::username)
                .toList();
        return new StringsCompleter(names).complete(session, commandLine, candidates);
    }
}
