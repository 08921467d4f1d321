package org.kithwork.core.internal.journal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.journal.ParkedEvent;
import org.kithwork.id.Ids;
import org.kithwork.page.PageRequest;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the events that handlers could not take. Rows come and go on the dispatcher's threads alone. */
@Component(service = ParkedStore.class)
public class ParkedStore {

    private final JpaTemplate jpa;
    private final Ids ids;

    @Activate
    public ParkedStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Ids ids,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.ids = ids;
    }

    /** Sets an event aside after its first failure. */
    public void failed(String handler, StoredEvent event, String reason, Instant now, Outcome outcome) {
        insert(handler, event, outcome.state(), 1, reason, now, outcome.nextAt());
    }

    /** What becomes of an event that failed: tried again at some time, or parked. */
    public record Outcome(boolean giveUp, Instant nextAt) {
        ParkedEvent.State state() {
            return giveUp ? ParkedEvent.State.PARKED : ParkedEvent.State.RETRYING;
        }
    }

    /** Lets an event wait behind an earlier one of its customer. */
    public void waits(String handler, StoredEvent event, Instant now) {
        insert(handler, event, ParkedEvent.State.WAITING, 0, null, now, now);
    }

    private void insert(
            String handler,
            StoredEvent event,
            ParkedEvent.State state,
            int attempts,
            @Nullable String reason,
            Instant now,
            Instant nextAt) {
        var entity = new ParkedEntity();
        entity.id = ids.next();
        entity.handler = handler;
        entity.position = event.position();
        entity.eventId = event.event().id();
        entity.eventType = event.event().type();
        var customer = event.event().customer();
        entity.customerId = customer == null ? null : customer.value();
        entity.queue = event.queue();
        entity.state = state;
        entity.attempts = attempts;
        entity.reason = reason;
        entity.parkedAt = now;
        entity.nextAt = nextAt;
        jpa.tx(TransactionType.Required, em -> em.persist(entity));
    }

    /** The queues of the handler in which something is set aside. */
    public Set<String> queues(String handler) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Set.copyOf(Sql.select("DISTINCT queue FROM core_parked")
                        .where("handler = ?", handler)
                        .values(em, String.class)));
    }

    /** When the handler's next retry or skip is due. */
    public Optional<Instant> nextDue(String handler) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("next_at FROM core_parked")
                        .where("handler = ?", handler)
                        .where("state IN ('RETRYING', 'SKIPPED')")
                        .orderBy("next_at")
                        .first(1)
                        .values(em, Timestamp.class)
                        .stream()
                        .findFirst()
                        .map(Timestamp::toInstant));
    }

    /** The handler's retries and skips that are due. */
    public List<ParkedEvent> due(String handler, Instant now, int limit) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("* FROM core_parked")
                        .where("handler = ?", handler)
                        .where("state IN ('RETRYING', 'SKIPPED')")
                        .where("next_at <= ?", Timestamp.from(now))
                        .orderBy("next_at")
                        .first(limit)
                        .entities(em, ParkedEntity.class)
                        .stream()
                        .map(ParkedEntity::toParked)
                        .toList());
    }

    /** Makes the event that waits first in a queue the one to be tried. {@code false} where none waits. */
    public boolean promote(String handler, String queue, Instant now) {
        return jpa.txExpr(
                        TransactionType.Required,
                        em -> em.createNativeQuery("UPDATE core_parked SET state = 'RETRYING', next_at = ?"
                                        + " WHERE handler = ? AND event_seq = (SELECT MIN(p.event_seq) FROM core_parked p"
                                        + " WHERE p.handler = ? AND p.queue = ? AND p.state = 'WAITING')")
                                .setParameter(1, Timestamp.from(now))
                                .setParameter(2, handler)
                                .setParameter(3, handler)
                                .setParameter(4, queue)
                                .executeUpdate())
                == 1;
    }

    /** The queues of the handler in which all wait and nothing is tried; there are none unless two nodes led at once. */
    public List<String> headless(String handler) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("DISTINCT p.queue FROM core_parked p")
                        .where("p.handler = ?", handler)
                        .where("NOT EXISTS (SELECT 1 FROM core_parked o WHERE o.handler = p.handler"
                                + " AND o.queue = p.queue AND o.state <> 'WAITING')")
                        .values(em, String.class));
    }

    /** Takes the row away; {@code false} when it has changed since it was read. */
    public boolean take(ParkedEvent parked) {
        return jpa.txExpr(
                        TransactionType.Required,
                        em -> em.createNativeQuery(
                                        "DELETE FROM core_parked WHERE id = ? AND state = ? AND attempts = ?")
                                .setParameter(1, parked.id())
                                .setParameter(2, parked.state().name())
                                .setParameter(3, parked.attempts())
                                .executeUpdate())
                == 1;
    }

    /** Notes another failure. */
    public void failedAgain(ParkedEvent parked, String reason, Outcome outcome) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createNativeQuery("UPDATE core_parked SET state = ?, attempts = ?, reason = ?, next_at = ?"
                                + " WHERE id = ? AND state = ? AND attempts = ?")
                        .setParameter(1, outcome.state().name())
                        .setParameter(2, parked.attempts() + 1)
                        .setParameter(3, reason)
                        .setParameter(4, Timestamp.from(outcome.nextAt()))
                        .setParameter(5, parked.id())
                        .setParameter(6, parked.state().name())
                        .setParameter(7, parked.attempts())
                        .executeUpdate());
    }

    /** Asks for a retry now, with all attempts before it. {@code false} where there is nothing to retry. */
    public boolean retry(String id, Instant now) {
        return mark(id, ParkedEvent.State.RETRYING, now);
    }

    /** Asks for an event to be left out. {@code false} where there is nothing to skip. */
    public boolean skip(String id, Instant now) {
        return mark(id, ParkedEvent.State.SKIPPED, now);
    }

    private boolean mark(String id, ParkedEvent.State state, Instant now) {
        return jpa.txExpr(
                        TransactionType.Required,
                        em -> em.createNativeQuery("UPDATE core_parked SET state = ?, attempts = 0, next_at = ?"
                                        + " WHERE id = ? AND state IN ('PARKED', 'RETRYING')")
                                .setParameter(1, state.name())
                                .setParameter(2, Timestamp.from(now))
                                .setParameter(3, id)
                                .executeUpdate())
                == 1;
    }

    public Optional<ParkedEvent> find(String id) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Optional.ofNullable(em.find(ParkedEntity.class, id)).map(ParkedEntity::toParked));
    }

    /** What is set aside, oldest first, with what waits behind it or without. */
    public List<ParkedEvent> list(boolean withWaiting, PageRequest request) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("* FROM core_parked")
                        .whereIf("state <> ?", withWaiting ? null : ParkedEvent.State.WAITING.name())
                        .page("id", false, request)
                        .entities(em, ParkedEntity.class)
                        .stream()
                        .map(ParkedEntity::toParked)
                        .toList());
    }

    /** How many events each handler has set aside. */
    public Map<String, Long> counts() {
        return jpa.txExpr(TransactionType.Required, ParkedStore::counts);
    }

    private static Map<String, Long> counts(EntityManager em) {
        var counts = new HashMap<String, Long>();
        for (var row : Sql.select("handler, COUNT(*) FROM core_parked")
                .groupBy("handler")
                .rows(em)) {
            counts.put((String) row[0], ((Number) row[1]).longValue());
        }
        return counts;
    }
}
