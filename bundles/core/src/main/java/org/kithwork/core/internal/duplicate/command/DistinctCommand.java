package org.kithwork.core.internal.duplicate.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.duplicate.DuplicateState;
import org.kithwork.core.internal.duplicate.Duplicates;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code duplicate:distinct}. */
@Service
@Command(scope = "duplicate", name = "distinct", description = "Says that a pair is two customers, not one")
@Requires("core:duplicate:edit")
public final class DistinctCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The pair's id, as duplicate:list tells it")
    String id = "";

    @Option(name = "--reason", required = true, description = "Why; it goes into the audit")
    String reason = "";

    @Option(name = "--reopen", description = "Takes it back: the pair is open again")
    boolean reopen;

    @Reference
    Duplicates duplicates;

    @Override
    protected void run(Output out) {
        var pair = duplicates.decide(id, reopen ? DuplicateState.OPEN : DuplicateState.DISTINCT, reason);
        out.say("The pair " + pair.id() + " is " + pair.state() + ".", pair);
    }
}
