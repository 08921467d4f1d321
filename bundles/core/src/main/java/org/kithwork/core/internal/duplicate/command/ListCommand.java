package org.kithwork.core.internal.duplicate.command;

import static org.kithwork.shell.Output.column;

import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.duplicate.DuplicatePair;
import org.kithwork.core.internal.duplicate.DuplicateState;
import org.kithwork.core.internal.duplicate.Duplicates;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code duplicate:list}. */
@Service
@Command(scope = "duplicate", name = "list", description = "Lists possible duplicates, the surest first")
@Requires("core:duplicate:view")
public final class ListCommand extends ShellCommand {

    @Option(name = "--limit", description = "How many at most, from 1 to 200")
    int limit = 50;

    @Option(name = "--distinct", description = "Those that were said to be two")
    boolean distinct;

    @Reference
    Duplicates duplicates;

    @Override
    protected void run(Output out) {
        var rows = Math.max(1, Math.min(limit, PageRequest.MAX_LIMIT));
        out.list(
                duplicates
                        .list(distinct ? DuplicateState.DISTINCT : DuplicateState.OPEN, PageRequest.first(rows))
                        .items(),
                column("Id", DuplicatePair::id),
                column("Score", DuplicatePair::score),
                column("Proposal", DuplicatePair::proposal),
                column("Rules", ListCommand::rules),
                column("One", pair -> pair.customers().get(0).id()),
                column("Other", pair -> pair.customers().get(1).id()));
    }

    private static String rules(DuplicatePair pair) {
        return pair.rules().stream().map(rule -> rule.rule().name()).collect(Collectors.joining(" "));
    }
}
