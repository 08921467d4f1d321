package org.kithwork.core.internal.field.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.FieldRules;
import org.kithwork.core.internal.field.FieldAdmin;
import org.kithwork.core.internal.field.FieldView;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code field:list}. */
@Service
@Command(scope = "field", name = "list", description = "Lists the fields that the company has added")
@Requires("core:field:view")
public final class ListCommand extends ShellCommand {

    @Option(name = "--object", description = "The kind of record, such as core:customer")
    String object = FieldRules.CUSTOMER;

    @Reference
    FieldAdmin fields;

    @Override
    protected void run(Output out) {
        out.list(
                fields.list(object),
                column("Key", FieldView::key),
                column(
                        "Title",
                        field -> field.title().zh() + " / " + field.title().en()),
                column("Type", field -> field.type().name()),
                column("Required", FieldView::required),
                column("Retired", FieldView::retired),
                column("Id", FieldView::id));
    }
}
