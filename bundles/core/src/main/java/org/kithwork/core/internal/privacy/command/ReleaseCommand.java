package org.kithwork.core.internal.privacy.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.privacy.LegalHolds;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code privacy:release}. */
@Service
@Command(scope = "privacy", name = "release", description = "Ends a legal hold before its time")
@Requires("core:privacy:edit")
public final class ReleaseCommand extends ShellCommand {

    @Argument(index = 0, name = "hold", required = true, description = "The id of the hold")
    String id = "";

    @Argument(index = 1, name = "reason", required = true, description = "Why")
    String reason = "";

    @Reference
    LegalHolds holds;

    @Override
    protected void run(Output out) {
        var hold = holds.release(id, reason);
        out.say("Released " + hold.id(), hold);
    }
}
