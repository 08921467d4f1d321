package org.kithwork.core.internal.access.command;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.page.PageRequest;

/** Completes the words of roles. */
@Service
public final class RoleCompleter implements Completer {

    @Reference
    RoleAdmin roles;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        var words = roles.list(PageRequest.first(PageRequest.MAX_LIMIT), Locale.ENGLISH).items().stream()
                .map(RoleAdmin.Role::word)
                .toList();
        return new StringsCompleter(words).complete(session, commandLine, candidates);
    }
}
