package org.kithwork.core.internal.module.command;

import java.util.Locale;
import org.kithwork.core.internal.module.ModuleView;
import org.kithwork.core.internal.module.Modules;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** What the commands of modules share. */
abstract class ModuleCommand extends ShellCommand {

    static final Locale LANGUAGE = Locale.ENGLISH;

    static void show(Output out, Modules.Outcome outcome) {
        show(out, outcome.module());
    }

    static void show(Output out, ModuleView module) {
        out.record(
                module,
                Output.column("Module", ModuleView::name),
                Output.column("Title", ModuleView::title),
                Output.column("Version", ModuleView::version),
                Output.column("State", ModuleView::state),
                Output.column("Packages", view -> String.join(" ", view.packages())),
                Output.column("Problem", view -> view.problem() == null ? "-" : view.problem()));
    }
}
