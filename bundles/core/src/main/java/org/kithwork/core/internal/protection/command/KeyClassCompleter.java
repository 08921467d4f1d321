package org.kithwork.core.internal.protection.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.core.internal.protection.KeyAdmin;

/** Completes the classes of data whose key can be renewed. */
@Service
public final class KeyClassCompleter implements Completer {

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        return new StringsCompleter(KeyAdmin.words()).complete(session, commandLine, candidates);
    }
}
