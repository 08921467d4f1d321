package org.kithwork.core.internal.retention.command;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.core.internal.retention.RetentionRule;
import org.kithwork.core.internal.retention.RetentionRules;

/** Completes the kinds of record that may have a rule. */
@Service
public final class KindCompleter implements Completer {

    @Reference
    RetentionRules rules;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        var kinds = rules.list(Locale.ENGLISH).stream()
                .filter(rule -> !rule.actions().isEmpty())
                .map(RetentionRule::id)
                .toList();
        return new StringsCompleter(kinds).complete(session, commandLine, candidates);
    }
}
