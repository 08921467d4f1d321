package org.kithwork.core.internal.operation.command;

import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.operation.Operation;
import org.kithwork.core.internal.operation.Operation.StepState;
import org.kithwork.core.internal.operation.OperationDesk;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** Lists operations, newest first. */
@Service
@Command(scope = "operation", name = "list", description = "List merges, erasures and exports, newest first")
@Requires("core:operation:view")
public class ListCommand extends ShellCommand {

    @Reference
    OperationDesk desk;

    @Option(name = "--limit", description = "How many at most")
    int limit = 50;

    @Override
    protected void run(Output out) {
        out.list(
                desk.list(null, PageRequest.first(Math.max(1, limit))).items(),
                Output.column("Id", Operation::id),
                Output.column("Kind", Operation::kind),
                Output.column("Customer", Operation::customerId),
                Output.column("State", Operation::state),
                Output.column("Open", ListCommand::open),
                Output.column("Created", Operation::createdAt));
    }

    private static String open(Operation operation) {
        return operation.steps().stream()
                .filter(step -> step.state() != StepState.DONE)
                .map(step -> step.participant() + " " + step.state()
                        + (step.reason() == null ? "" : " (" + step.reason() + ")"))
                .collect(Collectors.joining(", "));
    }
}
