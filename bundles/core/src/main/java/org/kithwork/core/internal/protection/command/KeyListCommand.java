package org.kithwork.core.internal.protection.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.protection.KeyAdmin;
import org.kithwork.core.internal.protection.KeyAdmin.Key;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code key:list}. */
@Service
@Command(scope = "key", name = "list", description = "Lists the keys of what is encrypted")
@Requires("core:key:configure")
public final class KeyListCommand extends ShellCommand {

    @Option(name = "--values", description = "Count the values under each key; reads the whole database")
    boolean values;

    @Reference
    KeyAdmin keys;

    @Override
    protected void run(Output out) {
        out.list(
                keys.list(values),
                column("Class", Key::dataClass),
                column("Use", Key::use),
                column("Key", Key::key),
                column("Writes", key -> key.writes() ? "yes" : "reads only"),
                column("Changed", Key::changedAt),
                column("Values", Key::values));
    }
}
