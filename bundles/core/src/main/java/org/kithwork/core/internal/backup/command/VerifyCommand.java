package org.kithwork.core.internal.backup.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.backup.Backups;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code backup:verify}. */
@Service
@Command(
        scope = "backup",
        name = "verify",
        description = "Restores a backup into a place of its own, compares every table and follows the audit")
@Requires("core:backup:create")
public final class VerifyCommand extends ShellCommand {

    @Argument(name = "name", required = true, description = "Its name")
    @Completion(BackupCompleter.class)
    String name = "";

    @Reference
    Backups backups;

    @Override
    protected void run(Output out) {
        var backup = backups.verify(name);
        out.say("The backup " + backup.name() + " is proven.", backup);
    }
}
