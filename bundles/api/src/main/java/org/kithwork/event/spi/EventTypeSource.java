package org.kithwork.event.spi;

import java.util.List;
import org.kithwork.event.EventType;
import org.osgi.annotation.versioning.ConsumerType;

/** A module's declaration of the events it writes. */
@ConsumerType
public interface EventTypeSource {

    /** The types; each name starts with the module's word. */
    List<EventType> eventTypes();
}
