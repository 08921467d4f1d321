package org.kithwork.core.internal.protection.command;

import static org.kithwork.shell.Output.column;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.protection.KeyAdmin;
import org.kithwork.core.internal.protection.KeyAdmin.Renewal;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code key:rotate}. */
@Service
@Command(
        scope = "key",
        name = "rotate",
        description = "Gives a class of data, or every class, a new key; a job encrypts the earlier values anew")
@Requires("core:key:configure")
public final class KeyRotateCommand extends ShellCommand {

    @Argument(name = "class", description = "The class, as key:list shows it; every class if it is left out")
    @Completion(KeyClassCompleter.class)
    @Nullable
    String dataClass;

    @Option(name = "--kek", description = "Wraps all keys by a new key-encryption key instead; touches no data")
    boolean kek;

    @Option(name = "--dry-run", description = "Says what would be encrypted anew, and does nothing")
    boolean dryRun;

    @Reference
    KeyAdmin keys;

    @Override
    protected void run(Output out) {
        if (kek) {
            wrap(out);
        } else {
            out.list(
                    dryRun ? keys.planRenewal(dataClass) : keys.renew(dataClass),
                    column("Class", Renewal::dataClass),
                    column("New key", Renewal::key),
                    column("Job", Renewal::job),
                    column("Values", renewal -> renewal.values().isEmpty() ? null : renewal.values()));
        }
    }

    private void wrap(Output out) {
        if (!dryRun) {
            keys.renewKeyEncryptionKey();
        }
        out.say(
                dryRun
                        ? "All keys would be wrapped by a new key-encryption key."
                        : "All keys are wrapped by a new key-encryption key. Make a new copy of the keys.",
                Map.of("wrapped", !dryRun));
    }
}
