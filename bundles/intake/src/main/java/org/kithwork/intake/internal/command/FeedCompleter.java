package org.kithwork.intake.internal.command;

import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.intake.internal.feed.Feeds;
import org.kithwork.shell.WordCompleter;

/** The ids of feeds. */
@Service
public final class FeedCompleter extends WordCompleter {

    @Reference
    Feeds feeds;

    @Override
    protected Collection<String> words() {
        return feeds.ids();
    }
}
