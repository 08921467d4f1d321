package org.kithwork.test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.event.EventType;
import org.kithwork.event.EventTypes;
import org.kithwork.event.spi.EventTypeSource;

/** The types of the modules that run, as a test starts and stops them. */
public final class FakeEventTypes implements EventTypes {

    private final Map<String, EventType> types = new ConcurrentHashMap<>();

    /** Starts a module. */
    public FakeEventTypes with(EventTypeSource source) {
        source.eventTypes().forEach(this::add);
        return this;
    }

    /** Declares a type. */
    public FakeEventTypes add(EventType type) {
        types.put(type.name(), type);
        return this;
    }

    /** Stops the module that declares it. */
    public void remove(String name) {
        types.remove(name);
    }

    @Override
    public Optional<EventType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    @Override
    public List<EventType> all() {
        return List.copyOf(types.values());
    }
}
