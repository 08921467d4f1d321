package org.kithwork.core.internal.access.command;

import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.Places;
import org.kithwork.page.PageRequest;
import org.kithwork.shell.WordCompleter;

/** Completes the ids of teams. */
@Service
public final class TeamCompleter extends WordCompleter {

    @Reference
    Places places;

    @Override
    protected Collection<String> words() {
        return places.teams(PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                .map(Places.Team::id)
                .toList();
    }
}
