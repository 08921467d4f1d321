package org.kithwork.notebook.internal.command;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.kithwork.notebook.internal.Notebook;

/** {@code notebook:list}. */
@Service
@Command(scope = "notebook", name = "list", description = "Lists the latest notes")
public final class ListCommand implements Action {
    @Reference
    private Notebook notebook;

    @Override
    public @Nullable Object execute() {
        ShellTable table = new ShellTable();
        table.column("Written");
        table.column("Text");
        notebook.latest().forEach(note -> table.addRow().addContent(note.writtenAt(), note.text()));
        table.print(System.out);
        return null;
    }
}
