package org.kithwork.core.internal.backup.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.core.internal.backup.Backup;
import org.kithwork.core.internal.backup.Backups;

/** Completes the names of backups. */
@Service
public final class BackupCompleter implements Completer {

    @Reference
    Backups backups;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        var names = backups.list().stream().map(Backup::name).toList();
        return new StringsCompleter(names).complete(session, commandLine, candidates);
    }
}
