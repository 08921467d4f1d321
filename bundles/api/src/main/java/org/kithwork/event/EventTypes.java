package org.kithwork.event;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The types of event that the modules declare. Always there. */
@ProviderType
public interface EventTypes {

    /** The type of this name; empty while the module that declares it is not running. */
    Optional<EventType> find(String name);

    /** The types of all modules that run, in no order that means anything. */
    List<EventType> all();
}
