package org.kithwork.core.internal.importing.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.core.internal.importing.ServerFiles;

/** Completes the files that lie ready to be imported. */
@Service
public final class DropCompleter implements Completer {

    @Reference
    ServerFiles files;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        return new StringsCompleter(files.names()).complete(session, commandLine, candidates);
    }
}
