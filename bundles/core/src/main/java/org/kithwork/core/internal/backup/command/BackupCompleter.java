package org.kithwork.core.internal.backup.command;

import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.backup.Backup;
import org.kithwork.core.internal.backup.Backups;
import org.kithwork.shell.WordCompleter;

/** Completes the names of backups. */
@Service
public final class BackupCompleter extends WordCompleter {

    @Reference
    Backups backups;

    @Override
    protected Collection<String> words() {
        return backups.list().stream().map(Backup::name).toList();
    }
}
