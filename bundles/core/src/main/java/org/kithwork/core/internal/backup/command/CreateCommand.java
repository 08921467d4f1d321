package org.kithwork.core.internal.backup.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.backup.Backups;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code backup:create}. */
@Service
@Command(scope = "backup", name = "create", description = "Makes a backup while everything works, and proves it")
@Requires("core:backup:create")
public final class CreateCommand extends ShellCommand {

    @Argument(name = "name", description = "Its name; the time without one")
    @Nullable
    String name;

    @Option(name = "--unproven", description = "Does not restore it to prove it")
    boolean unproven;

    @Reference
    Backups backups;

    @Override
    protected void run(Output out) {
        var made = backups.create(name);
        var backup = unproven ? made : backups.verify(made.name());
        out.say(
                "The backup " + backup.name() + " has " + backup.bytes() + " bytes"
                        + (unproven ? "." : " and is proven."),
                backup);
    }
}
