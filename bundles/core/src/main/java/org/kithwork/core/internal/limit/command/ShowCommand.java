package org.kithwork.core.internal.limit.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.limit.LimitSettings;
import org.kithwork.core.internal.limit.LimitSettings.Settings;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code limit:show}. */
@Service
@Command(scope = "limit", name = "show", description = "Shows what each user may do in a day")
@Requires("core:limit:view")
public final class ShowCommand extends ShellCommand {

    @Reference
    LimitSettings settings;

    @Override
    protected void run(Output out) {
        out.list(
                List.of(settings.get()),
                Output.column("Unmaskings", Settings::unmaskings),
                Output.column("Look-ups", Settings::lookups),
                Output.column("Look-ups a minute", Settings::lookupsPerMinute),
                Output.column("Customers opened, alert", Settings::views),
                Output.column("Customers opened, at most", Settings::viewsAtMost),
                Output.column("Exported rows", Settings::exportRows));
    }
}
