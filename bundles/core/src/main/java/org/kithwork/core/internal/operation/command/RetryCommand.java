package org.kithwork.core.internal.operation.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.operation.OperationDesk;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** Tries what is open of an operation again. */
@Service
@Command(scope = "operation", name = "retry", description = "Try the open steps of an operation again at once")
@Requires("core:operation:edit")
public class RetryCommand extends ShellCommand {

    @Reference
    OperationDesk desk;

    @Argument(name = "id", required = true, description = "The id that operation:list shows")
    String id;

    @Override
    protected void run(Output out) {
        var operation = desk.retry(id);
        out.say("Operation " + operation.id() + " is tried again.", operation);
    }
}
