package org.kithwork.core.internal.journal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.event.Event;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps events. Writers insert into the inbox, whose open rows nobody waits for; all who read see positioned events in
 * a table that the dispatcher alone fills.
 */
@Component(service = JournalStore.class)
public class JournalStore {

    private final JpaTemplate jpa;

    @Activate
    public JournalStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** Writes an event without position, in the current transaction. */
    public void write(Event event, Instant recordedAt) {
        jpa.tx(TransactionType.Required, em -> em.persist(InboxEntity.of(event, recordedAt)));
    }

    /** The events without position, oldest first. Waits for open writers on Derby: only to be asked before any is. */
    public List<String> inbox(int limit) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("id FROM core_event_inbox")
                        .orderBy("id")
                        .first(limit)
                        .values(em, String.class));
    }

    /**
     * Moves these events out of the inbox to the positions after {@code last}; each is read by its key, and one that is
     * not there any more was given its position before, or rolled back.
     *
     * @return the new last position; empty when somebody else has given positions since
     */
    public OptionalLong position(List<String> ids, long last) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var position = last;
            for (var id : ids) {
                var waiting = em.find(InboxEntity.class, id);
                if (waiting != null) {
                    em.persist(waiting.at(++position));
                    em.remove(waiting);
                }
            }
            return moveLast(em, last, position) ? OptionalLong.of(position) : OptionalLong.empty();
        });
    }

    private static boolean moveLast(EntityManager em, long from, long to) {
        return em.createNativeQuery("UPDATE core_journal SET last_seq = ? WHERE name = 'journal' AND last_seq = ?")
                        .setParameter(1, to)
                        .setParameter(2, from)
                        .executeUpdate()
                == 1;
    }

    /** The last position given. */
    public long last() {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("last_seq FROM core_journal")
                        .where("name = 'journal'")
                        .values(em, Number.class)
                        .get(0)
                        .longValue());
    }

    /** The first position that is still kept; empty where nothing is. */
    public OptionalLong first() {
        return jpa.txExpr(
                TransactionType.Required,
                em ->
                        Sql.select("event_seq FROM core_event")
                                .orderBy("event_seq")
                                .first(1)
                                .values(em, Number.class)
                                .stream()
                                .mapToLong(Number::longValue)
                                .findFirst());
    }

    /** The last position of an event of these types; empty where there is none. */
    public OptionalLong last(Collection<String> types) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> types.stream()
                        .flatMap(type ->
                                Sql.select("MAX(event_seq) FROM core_event " + Sql.byIndex("core_event_type_seq"))
                                        .where("event_type = ?", type)
                                        .values(em, Number.class)
                                        .stream())
                        .filter(Objects::nonNull)
                        .mapToLong(Number::longValue)
                        .max());
    }

    /** The events of these types after one position up to another, in order. */
    public List<StoredEvent> between(long after, long until, Collection<String> types) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("* FROM core_event")
                        .where("event_seq > ?", after)
                        .where("event_seq <= ?", until)
                        .whereIn("event_type", types)
                        .orderBy("event_seq")
                        .entities(em, EventEntity.class)
                        .stream()
                        .map(EventEntity::toEvent)
                        .toList());
    }

    /** The event at this position. */
    public Optional<StoredEvent> at(long position) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Optional.ofNullable(em.find(EventEntity.class, position)).map(EventEntity::toEvent));
    }

    /** Removes at most {@code limit} events of a type, up to a position, recorded before a time and parked nowhere. */
    public int remove(String type, long until, Instant before, int limit) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var positions = Sql.select("e.event_seq FROM core_event e")
                    .where("e.event_type = ?", type)
                    .where("e.event_seq <= ?", until)
                    .where("e.recorded_at < ?", Timestamp.from(before))
                    .where("NOT EXISTS (SELECT 1 FROM core_parked p WHERE p.event_seq = e.event_seq)")
                    .orderBy("e.event_seq")
                    .first(limit)
                    .values(em, Number.class);
            for (var position : positions) {
                em.createNativeQuery("DELETE FROM core_event WHERE event_seq = ?")
                        .setParameter(1, position.longValue())
                        .executeUpdate();
            }
            return positions.size();
        });
    }

    /** Remembers a type beyond the time its module is here. */
    public void rememberType(String name, boolean titled, String retention) {
        jpa.tx(TransactionType.Required, em -> {
            var type = em.find(EventTypeEntity.class, name);
            if (type == null) {
                type = new EventTypeEntity();
                type.name = name;
                em.persist(type);
            }
            type.titled = titled;
            type.retention = retention;
        });
    }

    /** The types ever declared that have a title for the timeline. */
    public Set<String> titledTypes() {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Set.copyOf(Sql.select("name FROM core_event_type")
                        .where("titled = TRUE")
                        .values(em, String.class)));
    }

    /** How long events of the types ever declared are kept, as periods of ISO 8601. */
    public Map<String, String> retentions() {
        return jpa.txExpr(TransactionType.Required, em -> {
            var periods = new HashMap<String, String>();
            for (var row : Sql.select("name, retention FROM core_event_type").rows(em)) {
                periods.put((String) row[0], (String) row[1]);
            }
            return periods;
        });
    }
}
