package org.kithwork.archives.internal;

import java.util.Set;
import org.kithwork.event.Event;
import org.kithwork.event.spi.EventHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks for signals in each interaction that is recorded or changed, behind whoever records it. */
@Component
public final class SignalHandler implements EventHandler {

    private final SignalFinder finder;

    @Activate
    public SignalHandler(@Reference SignalFinder finder) {
        this.finder = finder;
    }

    @Override
    public String name() {
        return "archives.signals";
    }

    @Override
    public Set<String> types() {
        return Set.of(ArchivesEvents.INTERACTION_RECORDED.name(), ArchivesEvents.INTERACTION_CHANGED.name());
    }

    @Override
    public boolean fromBeginning() {
        return false;
    }

    @Override
    public void handle(Event event) {
        finder.look(new InteractionId(event.subjectId()), event.occurredAt());
    }
}
