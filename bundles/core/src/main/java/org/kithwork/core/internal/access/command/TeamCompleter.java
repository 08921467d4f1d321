package org.kithwork.core.internal.access.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.core.internal.access.Places;
import org.kithwork.page.PageRequest;

/** Completes the ids of teams. */
@Service
public final class TeamCompleter implements Completer {

    @Reference
    Places places;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        var ids = places.teams(PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                .map(Places.Team::id)
                .toList();
        return new StringsCompleter(ids).complete(session, commandLine, candidates);
    }
}
