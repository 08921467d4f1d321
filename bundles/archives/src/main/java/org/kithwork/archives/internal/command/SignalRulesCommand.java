package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.SignalRule;
import org.kithwork.archives.internal.SignalRules;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:signal-rules}. */
@Service
@Command(scope = "archives", name = "signal-rules", description = "Lists the rules by which signals are found")
@Requires(ArchivesPermissions.VIEW_SIGNAL_RULES)
public final class SignalRulesCommand extends ShellCommand {

    @Reference
    SignalRules rules;

    @Override
    protected void run(Output out) {
        out.list(
                rules.list(),
                column("Id", SignalRule::id),
                column("Name", SignalRule::name),
                column("Kind", SignalRule::kind),
                column("Words", SignalRule::words),
                column("Channel", SignalRule::channel),
                column("Direction", SignalRule::direction),
                column("Count", SignalRule::count),
                column("Days", SignalRule::days),
                column("Active", SignalRule::active));
    }
}
