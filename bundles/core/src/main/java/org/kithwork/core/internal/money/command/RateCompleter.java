package org.kithwork.core.internal.money.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.core.internal.money.RateEntry;
import org.kithwork.core.internal.money.RateList;
import org.kithwork.page.PageRequest;

/** Completes the ids of the newest rates. */
@Service
public final class RateCompleter implements Completer {

    @Reference
    RateList rates;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        var ids = rates.list(null, false, PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                .map(RateEntry::id)
                .toList();
        return new StringsCompleter(ids).complete(session, commandLine, candidates);
    }
}
