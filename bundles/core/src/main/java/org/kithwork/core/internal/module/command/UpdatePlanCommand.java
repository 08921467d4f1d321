package org.kithwork.core.internal.module.command;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.UpdatePlanView;
import org.kithwork.core.internal.module.Updates;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;

/** Show what an update would be. */
@Service
@Command(
        scope = "update",
        name = "plan",
        description = "Show what an update of core and modules would be, without doing it")
@Requires("core:module:view")
public class UpdatePlanCommand extends UpdateSetCommand {

    @Reference
    Updates updates;

    @Argument(
            name = "versions",
            multiValued = true,
            description = "1.2.0 for the core, archives=1.1.0 for a module; of what is left out the newest that fits")
    @Nullable
    List<String> versions;

    @Override
    protected void run(Output out) {
        out.record(
                UpdatePlanView.of(updates.plan(wish(versions)), LANGUAGE),
                Output.column("Core", one -> one.from() + (one.to() == null ? "" : " -> " + one.to())),
                Output.column(
                        "Modules",
                        one -> words(one.modules().stream()
                                .map(step -> step.name() + " " + step.from()
                                        + (step.changes() ? " -> " + step.to() : " stays"))
                                .collect(Collectors.joining(", ")))),
                Output.column(
                        "Left out",
                        one -> words(one.leftOut().stream()
                                .map(left -> left.name() + " " + left.version() + ": " + left.reason())
                                .collect(Collectors.joining(" ")))),
                Output.column("Tables change", one -> words(String.join(", ", one.schema()))),
                Output.column("New rights", one -> words(String.join(", ", one.permissions()))),
                Output.column("Restart", one -> one.restart() ? "yes" : "no"),
                Output.column("Room", one -> (one.needed() >> 20) + " MB of " + (one.free() >> 20) + " MB"),
                Output.column("Proven backup", one -> one.backup() == null ? "none" : one.backup()),
                Output.column("Refused", one -> one.refused() ? String.join(" ", one.reasons()) : "no"));
    }
}
