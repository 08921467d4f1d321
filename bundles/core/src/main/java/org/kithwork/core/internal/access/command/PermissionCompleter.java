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

/** Completes the permissions that can be granted. */
@Service
public final class PermissionCompleter implements Completer {

    @Reference
    RoleAdmin roles;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        var words = roles.permissions(Locale.ENGLISH).stream()
                .map(RoleAdmin.Grantable::permission)
                .toList();
        return new StringsCompleter(words).complete(session, commandLine, candidates);
    }
}
