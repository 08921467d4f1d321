package org.kithwork.core.internal.module.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.module.ModuleView;
import org.kithwork.core.internal.module.Modules;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;

/** List the modules. */
@Service
@Command(scope = "module", name = "list", description = "List the modules that are installed or could be")
@Requires("core:module:view")
public class ListCommand extends ModuleCommand {

    @Reference
    Modules modules;

    @Override
    protected void run(Output out) {
        out.list(
                modules.list(LANGUAGE),
                Output.column("Module", ModuleView::name),
                Output.column("Title", ModuleView::title),
                Output.column("Version", ModuleView::version),
                Output.column("State", ModuleView::state),
                Output.column("Wanted", ModuleView::desired),
                Output.column("Packages", module -> String.join(" ", module.packages())),
                Output.column("Data", module -> module.hasData() ? "yes" : "no"),
                Output.column("Behind", ModuleView::journalLag),
                Output.column("Problem", ModuleView::problem),
                Output.column("Refused", module -> String.join(", ", module.undeclared())));
    }
}
