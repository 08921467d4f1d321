package org.kithwork.core.internal.retention.command;

import java.util.Collection;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.retention.RetentionRule;
import org.kithwork.core.internal.retention.RetentionRules;
import org.kithwork.shell.WordCompleter;

/** Completes the kinds of record that may have a rule. */
@Service
public final class KindCompleter extends WordCompleter {

    @Reference
    RetentionRules rules;

    @Override
    protected Collection<String> words() {
        return rules.list(Locale.ENGLISH).stream()
                .filter(rule -> !rule.actions().isEmpty())
                .map(RetentionRule::id)
                .toList();
    }
}
