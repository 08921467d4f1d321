package org.kithwork.core.internal.backup.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.backup.Backup;
import org.kithwork.core.internal.backup.Backups;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code backup:list}. */
@Service
@Command(scope = "backup", name = "list", description = "Lists the backups in the data directory, newest first")
@Requires("core:backup:view")
public final class ListCommand extends ShellCommand {

    @Reference
    Backups backups;

    @Override
    protected void run(Output out) {
        out.list(
                backups.list(),
                Output.column("Name", Backup::name),
                Output.column("Created", Backup::createdAt),
                Output.column("Bytes", Backup::bytes),
                Output.column("Version", Backup::product),
                Output.column("Database", Backup::database),
                Output.column("Proven", Backup::verifiedAt));
    }
}
