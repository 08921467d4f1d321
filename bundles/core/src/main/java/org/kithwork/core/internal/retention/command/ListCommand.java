package org.kithwork.core.internal.retention.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.retention.RetentionRule;
import org.kithwork.core.internal.retention.RetentionRules;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code retention:list}. */
@Service
@Command(scope = "retention", name = "list", description = "Lists how long each kind of record is kept")
@Requires("core:retention:view")
public final class ListCommand extends ShellCommand {

    @Reference
    RetentionRules rules;

    @Override
    protected void run(Output out) {
        out.list(
                rules.list(Locale.ENGLISH),
                column("Kind", RetentionRule::id),
                column("Records", RetentionRule::title),
                column("Months", RetentionRule::months),
                column("At least", RetentionRule::minimumMonths),
                column("Then", rule -> rule.action() == null ? "stays" : rule.action()),
                column("Active", RetentionRule::active));
    }
}
