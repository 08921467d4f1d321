package org.kithwork.core.internal.journal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kithwork.core.internal.journal.store.JournalStore;
import org.kithwork.event.EventType;
import org.kithwork.event.EventTypes;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.event.spi.EventTypeSource;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The types that modules declare. What must be known of a type while its module is away (that the timeline shows it, how
 * long it is kept) is remembered in the database; of the types themselves nothing is kept.
 */
@Component(service = {EventTypes.class, EventTypeRegistry.class})
public final class EventTypeRegistry implements EventTypes {

    private final JournalStore store;
    private final Transactions transactions;
    private final Set<String> remembered = new HashSet<>();
    private volatile Set<String> titled;

    @Reference
    volatile List<EventTypeSource> sources = List.of();

    @Activate
    public EventTypeRegistry(@Reference JournalStore store, @Reference Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
        this.titled = transactions.call(store::titledTypes);
    }

    @Override
    public Optional<EventType> find(String name) {
        return declared().filter(type -> type.name().equals(name)).findFirst();
    }

    @Override
    public List<EventType> all() {
        return declared().toList();
    }

    private Stream<EventType> declared() {
        return sources.stream().flatMap(source -> source.eventTypes().stream());
    }

    /** The names that a handler's wish stands for. */
    Set<String> wanted(Set<String> types) {
        return types.contains(EventHandler.TIMELINE)
                ? Stream.concat(titled.stream(), types.stream()).collect(Collectors.toSet())
                : types;
    }

    /** Remembers the types that have come since the last call. */
    synchronized void remember() {
        var fresh = declared().filter(type -> !remembered.contains(key(type))).toList();
        if (fresh.isEmpty()) {
            return;
        }
        titled = transactions.call(() -> {
            fresh.forEach(type -> store.rememberType(
                    type.name(), type.title() != null, type.retention().toString()));
            return store.titledTypes();
        });
        fresh.forEach(type -> remembered.add(key(type)));
    }

    private static String key(EventType type) {
        return type.name() + (type.title() == null ? " - " : " + ") + type.retention();
    }
}
