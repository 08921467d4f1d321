package org.kithwork.archives.internal.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Reader;
import org.kithwork.archives.internal.TimelineRow;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.json.Json;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what the timeline shows. */
@Component(service = TimelineStore.class)
public final class TimelineStore {

    /** Of records that are meant for some. */
    private static final String INTERACTIONS = "archives.interaction.";

    private static final String ATTACHMENTS = "archives.attachment.";

    private final ArchivesUnit unit;
    private final InteractionStore interactions;
    private final AttachmentStore attachments;
    private final Json json;

    @Activate
    public TimelineStore(
            @Reference ArchivesUnit unit,
            @Reference InteractionStore interactions,
            @Reference AttachmentStore attachments,
            @Reference Json json) {
        this.unit = unit;
        this.interactions = interactions;
        this.attachments = attachments;
        this.json = json;
    }

    /** A type that a customer's timeline holds, and the right to it that was kept with it. */
    public record Kind(String type, Optional<String> permission) {}

    /** What the module's own records add to an event: a second line, and who it was. */
    public record Detail(@Nullable String text, @Nullable ActorName actor) {}

    /** The reader by the right to each kind of record that is meant for some; absent without the right. */
    public record Readers(Optional<Reader> interactions, Optional<Reader> attachments) {}

    /** Keeps an event, unless it is kept already or the person was erased. */
    public void keep(TimelineRow event) {
        unit.in(em -> {
            var erased = Sql.select("customer_id FROM archives_erased")
                    .where("customer_id = ?", event.customer().value())
                    .exists(em);
            if (!erased && em.find(TimelineEntity.class, event.eventId()) == null) {
                em.persist(row(event));
            }
            return event;
        });
    }

    /** Forgets what was told of a record that is gone. */
    public void forget(CustomerId customer, String subjectId) {
        unit.in(em -> em.createNativeQuery("DELETE FROM archives_timeline WHERE customer_id = ? AND subject_id = ?")
                .setParameter(1, customer.value())
                .setParameter(2, subjectId)
                .executeUpdate());
    }

    /** Forgets what was told of one part of a record: the events of this type whose data name that. */
    public void forget(CustomerId customer, String subjectId, String type, String part) {
        unit.in(em -> {
            var told = Sql.select("t.* FROM archives_timeline t")
                    .where("t.customer_id = ? AND t.subject_id = ?", customer.value(), subjectId)
                    .where("t.event_type = ?", type)
                    .entities(em, TimelineEntity.class);
            told.stream()
                    .filter(row -> part.equals(event(row).data().get("record")))
                    .forEach(em::remove);
            return told;
        });
    }

    public List<Kind> kinds(CustomerId customer) {
        return unit.in(em -> Sql.select("DISTINCT t.event_type, t.permission FROM archives_timeline t")
                .where("t.customer_id = ?", customer.value())
                .rows(em)
                .stream()
                .map(row -> new Kind((String) row[0], Optional.ofNullable((String) row[1])))
                .toList());
    }

    /**
     * One row more than the page has, newest first.
     *
     * @param types the types to show, by the records that the right to them covers
     */
    public List<TimelineRow> list(
            CustomerId customer, Map<Visibility, List<String>> types, Readers readers, PageRequest request) {
        var shown = new ArrayList<Sql.Condition>();
        types.forEach((visibility, names) -> shown.add(Sql.Condition.in("t.event_type", names)
                .and(visibility.ofRecord("t.customer_id", "t.owner_id", "t.store_id"))));
        return unit.in(em -> {
            var ids = Sql.select("t.event_id FROM archives_timeline t " + Sql.byIndex("archives_timeline_customer"))
                    .where("t.customer_id = ?", customer.value())
                    .where(Sql.Condition.any(shown))
                    .where(meant(readers))
                    .page("t.occurred_key", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            ids,
                            some -> Sql.select("t.* FROM archives_timeline t")
                                    .whereIn("t.event_id", some)
                                    .orderBy("t.occurred_key DESC")
                                    .entities(em, TimelineEntity.class))
                    .stream()
                    .map(this::event)
                    .toList();
        });
    }

    /** What is meant for some is shown to them; who has no right to its kind has none of these types among his. */
    private static Sql.Condition meant(Readers readers) {
        var shown = new ArrayList<Sql.Condition>();
        shown.add(Sql.Condition.of(
                "t.event_type NOT LIKE ? AND t.event_type NOT LIKE ?", INTERACTIONS + "%", ATTACHMENTS + "%"));
        readers.interactions()
                .map(reader ->
                        own(INTERACTIONS, "archives_interaction i WHERE i.id", InteractionStore.readable(reader)))
                .ifPresent(shown::add);
        readers.attachments()
                .map(reader -> own(ATTACHMENTS, "archives_attachment a WHERE a.id", AttachmentStore.readable(reader)))
                .ifPresent(shown::add);
        return Sql.Condition.any(shown);
    }

    private static Sql.Condition own(String types, String record, Sql.Condition readable) {
        return Sql.Condition.of("t.event_type LIKE ?", types + "%")
                .and(new Sql.Condition(
                        "EXISTS (SELECT 1 FROM " + record + " = t.subject_id AND " + readable.text() + ")",
                        readable.parameters()));
    }

    /** What the module knows of its own records among these events, by the event's id. */
    public Map<String, Detail> details(List<TimelineRow> events) {
        var subjects = events.stream()
                .filter(event -> event.type().startsWith("archives."))
                .collect(Collectors.groupingBy(TimelineRow::subjectId));
        var details = new HashMap<String, Detail>();
        var found = new HashMap<String, Detail>();
        interactions
                .headings(subjects.keySet())
                .forEach(heading -> found.put(heading.id(), new Detail(heading.topic(), heading.staff())));
        attachments
                .named(subjects.keySet())
                .forEach(file -> found.put(file.id().value(), new Detail(file.name(), file.by())));
        found.putAll(purchases(subjects.keySet()));
        found.forEach((subject, detail) ->
                subjects.getOrDefault(subject, List.of()).forEach(event -> details.put(event.eventId(), detail)));
        return details;
    }

    private Map<String, Detail> purchases(Collection<String> ids) {
        var names = new HashMap<String, String>();
        var rows = rows(
                "l.purchase_id, l.name FROM archives_purchase_line l",
                "l.purchase_id",
                ids,
                "l.purchase_id, l.line_no");
        for (var row : rows) {
            if (row[1] != null) {
                names.merge((String) row[0], (String) row[1], (a, b) -> a.length() > 200 ? a : a + " · " + b);
            }
        }
        return names.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Detail(entry.getValue(), null)));
    }

    private List<Object[]> rows(String select, String column, Collection<String> ids, String order) {
        return unit.in(em -> Sql.inPortions(
                ids,
                some -> Sql.select(select).whereIn(column, some).orderBy(order).rows(em)));
    }

    private TimelineEntity row(TimelineRow event) {
        var row = new TimelineEntity();
        row.eventId = event.eventId();
        row.customerId = event.customer().value();
        row.eventType = event.type();
        row.occurredAt = event.at();
        row.occurredKey = TimeKey.of(event.at(), event.eventId());
        row.subjectId = event.subjectId();
        row.data = json.write(event.data());
        row.icon = event.icon();
        row.permission = event.permission();
        row.titleEn = event.titleEn();
        row.titleZh = event.titleZh();
        row.textEn = event.textEn();
        row.textZh = event.textZh();
        row.storeId = event.storeId();
        row.ownerId = event.ownerId();
        return row;
    }

    @SuppressWarnings("unchecked")
    TimelineRow event(TimelineEntity row) {
        return new TimelineRow(
                row.eventId,
                new CustomerId(row.customerId),
                row.eventType,
                row.occurredAt,
                row.subjectId,
                json.read(row.data, Map.class),
                row.icon,
                row.permission,
                row.titleEn,
                row.titleZh,
                row.textEn,
                row.textZh,
                row.storeId,
                row.ownerId);
    }
}
