package org.kithwork.event.spi;

import java.util.Set;
import org.kithwork.event.Event;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reacts to events. The core keeps a cursor for the name and delivers in order, in one transaction with the cursor:
 * nothing is missed and nothing has effect twice. A handler that throws has the event parked; later events of that
 * customer wait behind it, others go on. It runs as its module.
 */
@ConsumerType
public interface EventHandler {

    /** {@code module.what-it-does}; it names the cursor and must not change. */
    String name();

    /** Wants every type that has a title for the timeline, of modules present and past. */
    String TIMELINE = "*";

    /** The types it wants; {@link #TIMELINE} stands for all that the timeline shows, and others may stand beside it. */
    Set<String> types();

    /** Whether a handler that is new here starts with the oldest event kept, rather than with the next one. */
    default boolean fromBeginning() {
        return true;
    }

    /**
     * Applies the event; effects outside the database are not allowed here. The customer may have been merged or erased
     * since: resolve the id. What refuses with {@code customer-erased} has nothing to do and counts as done.
     */
    void handle(Event event);
}
