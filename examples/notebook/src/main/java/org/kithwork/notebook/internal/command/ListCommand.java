package org.kithwork.notebook.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.notebook.internal.Note;
import org.kithwork.notebook.internal.Notebook;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code notebook:list}. */
@Service
@Command(scope = "notebook", name = "list", description = "Lists the latest notes")
@Requires("notebook:note:view")
public final class ListCommand extends ShellCommand {
    @Reference
    Notebook notebook;

    @Override
    protected void run(Output out) {
        out.list(notebook.latest(), column("Written", Note::writtenAt), column("Text", Note::text));
    }
}
