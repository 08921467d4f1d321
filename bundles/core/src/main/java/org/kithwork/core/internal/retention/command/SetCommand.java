package org.kithwork.core.internal.retention.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.retention.RetentionRule;
import org.kithwork.core.internal.retention.RetentionRules;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Problem;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code retention:set}. */
@Service
@Command(scope = "retention", name = "set", description = "Sets how long a kind of record is kept, and what follows")
@Requires("core:retention:configure")
public final class SetCommand extends ShellCommand {

    @Argument(index = 0, name = "kind", required = true, description = "The kind, as retention:list shows it")
    @Completion(KindCompleter.class)
    String kind = "";

    @Argument(index = 1, name = "months", required = true, description = "How many months the records are kept")
    int months;

    @Argument(index = 2, name = "then", required = true, description = "erase, anonymise or delete")
    String then = "";

    @Option(
            name = "--active",
            description = "Has the rule run every night; without it the rule is kept and does nothing")
    boolean active;

    @Reference
    RetentionRules rules;

    @Override
    protected void run(Output out) {
        var version = rules.list(Locale.ENGLISH).stream()
                .filter(rule -> rule.id().equals(kind))
                .findFirst()
                .map(RetentionRule::version)
                .orElseThrow(() -> Problem.notFound("retention-rule"));
        var draft = new RetentionRules.Draft(months, then.toUpperCase(Locale.ROOT), active);
        var rule = rules.set(kind, version, draft, Locale.ENGLISH);
        out.say(
                rule.title() + ": " + rule.action() + " after " + rule.months() + " months"
                        + (rule.active() ? "" : " (not active)"),
                rule);
    }
}
