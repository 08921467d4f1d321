package org.kithwork.archives.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.TimelineStore;
import org.kithwork.archives.internal.store.TimelineStore.Detail;
import org.kithwork.archives.internal.store.TimelineStore.Readers;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.EventType;
import org.kithwork.event.EventTypes;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Visibility;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the timeline of a customer: each event to those who have the right that its type names. */
@Component(service = Timeline.class)
public final class Timeline {

    private static final String PURCHASES = "archives.purchase.";
    private static final String INTERACTIONS = "archives.interaction.";

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final EventTypes types;
    private final TimelineStore store;
    private final ArchivesFields fields;
    private final Paging paging;

    @Activate
    public Timeline(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference EventTypes types,
            @Reference TimelineStore store,
            @Reference ArchivesFields fields,
            @Reference Paging paging) {
        this.access = access;
        this.customers = customers;
        this.types = types;
        this.store = store;
        this.fields = fields;
        this.paging = paging;
    }

    /**
     * What happened to the customer, newest first.
     *
     * @param type a type of event, or the word of a module for all of its types; {@code null} for all
     */
    public Page<TimelineItem> list(CustomerId customer, @Nullable String type, PageRequest request, Locale locale) {
        var visible = customers.requireVisible(customer);
        var groups = groups(visible, type == null || type.isBlank() ? null : type);
        var readers =
                new Readers(reader(ArchivesPermissions.INTERACTION_VIEW), reader(ArchivesPermissions.ATTACHMENT_VIEW));
        var rows = store.list(visible, groups, readers, request);
        var details = store.details(rows);
        var hidden = new Hidden(!fields.sumsAmounts(), !fields.showsTopics());
        return paging.page(rows, request, row -> TimeKey.of(row.at(), row.eventId()))
                .map(row -> item(hidden.of(row), hidden.of(row, details), locale));
    }

    /** The types that the customer's timeline holds and the actor has a right to, by the records that it covers. */
    private Map<Visibility, List<String>> groups(CustomerId customer, @Nullable String wanted) {
        var groups = new LinkedHashMap<Visibility, List<String>>();
        for (var kind : store.kinds(customer)) {
            var permission = types.find(kind.type())
                    .filter(type -> type.title() != null)
                    .map(EventType::permission)
                    .or(() -> kind.permission().map(Permission::of));
            var isWanted =
                    wanted == null || kind.type().equals(wanted) || kind.type().startsWith(wanted + ".");
            if (isWanted && permission.isPresent() && access.permits(permission.get())) {
                groups.computeIfAbsent(access.visibility(permission.get()), v -> new ArrayList<>())
                        .add(kind.type());
            }
        }
        return groups;
    }

    private Optional<Reader> reader(Permission permission) {
        return access.permits(permission)
                ? Optional.of(Reader.of(access, access.visibility(permission)))
                : Optional.empty();
    }

    /**
     * What of this module's own records is left out: it is shown on all of them or on none, since an event does not tell
     * whose grant covers its record.
     */
    private record Hidden(boolean amounts, boolean topics) {

        TimelineRow of(TimelineRow row) {
            return amounts && row.type().startsWith(PURCHASES) ? row.without("amount", "currency") : row;
        }

        @Nullable
        Detail of(TimelineRow row, Map<String, Detail> details) {
            var detail = details.get(row.eventId());
            return detail != null && topics && row.type().startsWith(INTERACTIONS)
                    ? new Detail(null, detail.actor())
                    : detail;
        }
    }

    private TimelineItem item(TimelineRow row, @Nullable Detail detail, Locale locale) {
        var type = types.find(row.type());
        var title = type.map(t -> TimelineText.title(t, row.data(), locale)).orElse(row.title(locale));
        var text = type.map(t -> TimelineText.text(t, row.data(), locale)).orElse(row.text(locale));
        return new TimelineItem(
                row.eventId(),
                row.at(),
                row.module(),
                row.type(),
                type.map(EventType::icon).orElse(row.icon() == null ? "circle" : row.icon()),
                title == null ? row.type() : title,
                joined(text, detail == null ? null : detail.text()),
                TimelineText.amount(row.data()).orElse(null),
                type.map(EventType::link)
                        .map(link -> link.replace("{subject}", row.subjectId())
                                .replace("{customer}", row.customer().value()))
                        .orElse(null),
                detail == null ? null : detail.actor());
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String second) {
        return first == null || second == null ? (first == null ? second : first) : first + " · " + second;
    }
}
