package org.kithwork.archives.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.TimelineStore;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.event.Event;
import org.kithwork.event.EventTypes;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.id.Ids;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps every event that the timeline shows, of whichever module, without knowing any of them. */
@Component
public final class TimelineHandler implements EventHandler {

    private static final Set<String> REMOVED = Set.of(
            ArchivesEvents.PURCHASE_REMOVED.name(),
            ArchivesEvents.INTERACTION_REMOVED.name(),
            ArchivesEvents.ATTACHMENT_REMOVED.name(),
            ArchivesEvents.SIGNAL_REMOVED.name());

    /** What was told of a purchase and is gone from it, by the event that tells that. */
    private static final Map<String, String> TAKEN_BACK = Map.of(
            ArchivesEvents.RETURN_REMOVED.name(),
            ArchivesEvents.PURCHASE_RETURNED.name(),
            ArchivesEvents.REVIEW_REMOVED.name(),
            ArchivesEvents.PURCHASE_REVIEWED.name());

    private static final Set<String> WANTED = Stream.of(Set.of(TIMELINE), REMOVED, TAKEN_BACK.keySet())
            .flatMap(Set::stream)
            .collect(Collectors.toSet());

    private final EventTypes types;
    private final CustomerDirectory customers;
    private final TimelineStore store;

    @Activate
    public TimelineHandler(
            @Reference EventTypes types, @Reference CustomerDirectory customers, @Reference TimelineStore store) {
        this.types = types;
        this.customers = customers;
        this.store = store;
    }

    @Override
    public String name() {
        return "archives.timeline";
    }

    @Override
    public Set<String> types() {
        return WANTED;
    }

    @Override
    public void handle(Event event) {
        var customer = event.customer();
        if (customer == null) {
            return;
        }
        if (REMOVED.contains(event.type())) {
            store.forget(customers.resolve(customer), event.subjectId());
            return;
        }
        var told = TAKEN_BACK.get(event.type());
        if (told != null) {
            store.forget(
                    customers.resolve(customer),
                    event.subjectId(),
                    told,
                    "" + event.data().get("record"));
            return;
        }
        var type = types.find(event.type());
        if (type.isPresent() && type.get().title() == null) {
            return;
        }
        store.keep(new TimelineRow(
                event.id(),
                customers.resolve(customer),
                event.type(),
                event.occurredAt(),
                event.subjectId(),
                event.data(),
                type.map(t -> t.icon()).orElse(null),
                type.map(t -> t.permission().toString()).orElse(null),
                type.map(t -> TimelineText.title(t, event.data(), Locale.ENGLISH))
                        .orElse(null),
                type.map(t -> TimelineText.title(t, event.data(), Locale.SIMPLIFIED_CHINESE))
                        .orElse(null),
                type.map(t -> TimelineText.text(t, event.data(), Locale.ENGLISH))
                        .orElse(null),
                type.map(t -> TimelineText.text(t, event.data(), Locale.SIMPLIFIED_CHINESE))
                        .orElse(null),
                id(event.data(), "storeId"),
                id(event.data(), "ownerId")));
    }

    private static @Nullable String id(Map<String, Object> data, String name) {
        return data.get(name) instanceof String id && Ids.isId(id) ? id : null;
    }
}
