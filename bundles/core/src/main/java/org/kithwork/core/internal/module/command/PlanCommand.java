package org.kithwork.core.internal.module.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.Modules;
import org.kithwork.core.internal.module.Plan;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.shell.Output;

/** Show what a change of a module would do. */
@Service
@Command(scope = "module", name = "plan", description = "Show what a change of a module would do, without doing it")
@Requires("core:module:view")
public class PlanCommand extends ModuleCommand {

    @Reference
    Modules modules;

    @Argument(index = 0, name = "action", required = true, description = "install, update, start, stop or remove")
    @Completion(
            value = StringsCompleter.class,
            values = {"install", "update", "start", "stop", "remove"})
    String action;

    @Argument(index = 1, name = "module", required = true, description = "The word of the module")
    @Completion(ModuleCompleter.class)
    String module;

    @Argument(index = 2, name = "version", description = "The version; the newest one if it is left out")
    @Nullable
    String version;

    @Override
    protected void run(Output out) {
        var faults = new Faults();
        var chosen = faults.choice("action", action.toUpperCase(Locale.ROOT), Plan.Action.class);
        faults.check();
        var plan = modules.plan(chosen == null ? Plan.Action.INSTALL : chosen, module, version);
        show(out, plan, modules.get(module, LANGUAGE).permissionTitles());
    }
}
