package org.kithwork.core.internal.protection.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.protection.KeyAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code key:retire}. */
@Service
@Command(
        scope = "key",
        name = "retire",
        description = "Takes out the earlier keys of a class for good, if no value is under them any more")
@Requires("core:key:configure")
public final class KeyRetireCommand extends ShellCommand {

    @Argument(name = "class", required = true, description = "The class, as key:list shows it")
    @Completion(KeyClassCompleter.class)
    String dataClass = "";

    @Option(name = "--dry-run", description = "Says whether it could be done, and does nothing")
    boolean dryRun;

    @Reference
    KeyAdmin keys;

    @Override
    protected void run(Output out) {
        var done = keys.retire(dataClass, dryRun);
        out.say(sentence(done), done);
    }

    private String sentence(KeyAdmin.Retirement done) {
        if (done.keys().isEmpty()) {
            return "There is no earlier key.";
        }
        return (dryRun ? "These could be taken out: " : "Taken out: ") + String.join(", ", done.keys()) + ".";
    }
}
