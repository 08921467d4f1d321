package org.kithwork.core.internal.field.command;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.field.FieldSets;
import org.kithwork.core.internal.field.FieldView;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code field:apply-set}. */
@Service
@Command(
        scope = "field",
        name = "apply-set",
        description = "Adds the ready-made fields of a trade that are not there yet")
@Requires("core:field:configure")
public final class ApplySetCommand extends ShellCommand {

    @Argument(index = 0, name = "set", required = true, description = "hotel, catering or parcel")
    String set = "";

    @Option(
            name = "--role",
            multiValued = true,
            description = "Who may see them: the id of a role and READ or WRITE, as <id>=READ; several times")
    List<String> roles = new ArrayList<>();

    @Reference
    FieldSets sets;

    @Override
    protected void run(Output out) {
        var made = sets.apply(
                set, new FieldSets.Order(roles.stream().map(DefineCommand::role).toList()));
        out.list(
                made,
                Output.column("Key", FieldView::key),
                Output.column(
                        "Title",
                        field -> field.title().zh() + " / " + field.title().en()),
                Output.column("Type", field -> field.type().name()));
    }
}
