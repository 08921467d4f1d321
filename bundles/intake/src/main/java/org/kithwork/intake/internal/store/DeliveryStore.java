package org.kithwork.intake.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.webhook.Delivery;
import org.kithwork.intake.internal.webhook.Delivery.State;
import org.kithwork.intake.internal.webhook.DeliveryId;
import org.kithwork.intake.internal.webhook.WebhookId;
import org.kithwork.page.PageRequest;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what webhooks are told. Who sends one is decided by its row: of several who claim it one does. */
@Component(service = DeliveryStore.class)
public final class DeliveryStore {

    private static final String[] COLUMNS = {
        "delivery_key",
        "id",
        "webhook_id",
        "event_id",
        "event_type",
        "subject_id",
        "occurred_at",
        "state",
        "attempts",
        "next_at",
        "retry_until",
        "created_at"
    };

    /** For a receiver that did not answer. */
    private static final int SILENT = 0;

    private final IntakeUnit unit;
    private final Dialect dialect;

    @Activate
    public DeliveryStore(@Reference IntakeUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** Keeps a new one, unless the webhook is told of this event already. */
    public void insert(Delivery delivery) {
        unit.in(em -> {
            var isNew = dialect.insertIfAbsent(
                    em,
                    "intake_delivery",
                    COLUMNS,
                    delivery.webhookId() + ":" + delivery.eventId(),
                    delivery.id().value(),
                    delivery.webhookId().value(),
                    delivery.eventId(),
                    delivery.eventType(),
                    delivery.subjectId(),
                    Timestamp.from(delivery.occurredAt()),
                    delivery.state().name(),
                    delivery.attempts(),
                    Timestamp.from(delivery.nextAt()),
                    Timestamp.from(delivery.retryUntil()),
                    Timestamp.from(delivery.createdAt()));
            var customer = delivery.customerId();
            return isNew && customer != null
                    ? Sql.update(
                            em,
                            "UPDATE intake_delivery SET customer_id = ? WHERE id = ?",
                            customer,
                            delivery.id().value())
                    : 0;
        });
    }

    /** One row more than the page has, newest first. */
    public List<Delivery> list(WebhookId webhook, @Nullable State state, PageRequest request) {
        return unit.in(em -> {
            var index = state == null ? "intake_delivery_list" : "intake_delivery_state";
            var keys = Sql.select("d.id FROM intake_delivery d " + Sql.byIndex(index))
                    .where("d.webhook_id = ?", webhook.value())
                    .whereIf("d.state = ?", state == null ? null : state.name())
                    .page("d.id", true, request)
                    .values(em, String.class);
            return read(em, keys, "d.id DESC");
        });
    }

    private static List<Delivery> read(EntityManager em, List<String> keys, String order) {
        return Sql.inPortions(
                        keys,
                        some -> Sql.select("d.* FROM intake_delivery d")
                                .whereIn("d.id", some)
                                .orderBy(order)
                                .entities(em, DeliveryEntity.class))
                .stream()
                .map(DeliveryStore::delivery)
                .toList();
    }

    public Optional<Delivery> find(DeliveryId id) {
        return unit.in(em -> read(em, List.of(id.value()), "d.id").stream().findFirst());
    }

    /** Some of those of one state, oldest first. */
    public List<DeliveryId> ids(WebhookId webhook, State state, int limit) {
        return unit.in(em -> Sql.select("d.id FROM intake_delivery d " + Sql.byIndex("intake_delivery_state"))
                .where("d.webhook_id = ?", webhook.value())
                .where("d.state = ?", state.name())
                .orderBy("d.id")
                .first(limit)
                .values(em, String.class)
                .stream()
                .map(DeliveryId::new)
                .toList());
    }

    /** Some of those that are to be tried now, those that have waited longest first. */
    public List<Delivery> due(WebhookId webhook, Instant now, int limit) {
        return unit.in(em -> {
            var keys = Sql.select("d.id FROM intake_delivery d " + Sql.byIndex("intake_delivery_due"))
                    .where("d.webhook_id = ?", webhook.value())
                    .where("d.state = 'PENDING'")
                    .where("d.next_at <= ?", Timestamp.from(now))
                    .orderBy("d.next_at, d.id")
                    .first(limit)
                    .values(em, String.class);
            return read(em, keys, "d.next_at, d.id");
        });
    }

    /** Takes it to be tried, until the claim runs out; {@code false} where somebody else has. */
    public boolean claim(Delivery delivery, Instant now, Instant until) {
        return unit.in(em -> Sql.update(
                        em,
                        "UPDATE intake_delivery SET attempts = attempts + 1, last_at = ?, next_at = ?"
                                + " WHERE id = ? AND state = 'PENDING' AND attempts = ? AND next_at <= ?",
                        Timestamp.from(now),
                        Timestamp.from(until),
                        delivery.id().value(),
                        delivery.attempts(),
                        Timestamp.from(now))
                == 1);
    }

    public void delivered(DeliveryId id, Instant now, @Nullable Integer status) {
        unit.in(em -> Sql.update(
                em,
                "UPDATE intake_delivery SET state = 'DELIVERED', delivered_at = ?, last_status = ?,"
                        + " last_problem = NULL WHERE id = ?",
                Timestamp.from(now),
                status == null ? SILENT : status,
                id.value()));
    }

    /**
     * Notes that a try came to nothing; one that was delivered by another try meanwhile stays so.
     *
     * @param next when it is tried again; {@code null} gives it up
     */
    public void failed(DeliveryId id, Instant now, @Nullable Integer status, String problem, @Nullable Instant next) {
        unit.in(em -> Sql.update(
                em,
                "UPDATE intake_delivery SET state = ?, next_at = ?, last_status = ?, last_problem = ?"
                        + " WHERE id = ? AND state = 'PENDING'",
                (next == null ? State.PARKED : State.PENDING).name(),
                Timestamp.from(next == null ? now : next),
                status == null ? SILENT : status,
                problem,
                id.value()));
    }

    /** Puts it into the queue again. */
    public boolean again(WebhookId webhook, DeliveryId id, Instant now, Instant until) {
        return unit.in(em -> Sql.update(
                        em,
                        "UPDATE intake_delivery SET state = 'PENDING', attempts = 0, next_at = ?, retry_until = ?,"
                                + " delivered_at = NULL WHERE id = ? AND webhook_id = ?",
                        Timestamp.from(now),
                        Timestamp.from(until),
                        id.value(),
                        webhook.value())
                == 1);
    }

    /** Gives some of those up whose time is over. */
    public void park(WebhookId webhook, Instant now, int limit) {
        unit.in(em -> {
            var ids = Sql.select("d.id FROM intake_delivery d " + Sql.byIndex("intake_delivery_due"))
                    .where("d.webhook_id = ?", webhook.value())
                    .where("d.state = 'PENDING'")
                    .where("d.retry_until < ?", Timestamp.from(now))
                    .first(limit)
                    .values(em, String.class);
            ids.forEach(id -> Sql.update(
                    em, "UPDATE intake_delivery SET state = 'PARKED' WHERE id = ? AND state = 'PENDING'", id));
            return ids.size();
        });
    }

    /** How many there are of a webhook, by state. */
    public Map<State, Long> counts(WebhookId webhook) {
        return unit.in(em -> Sql.select("b.state, COUNT(*) FROM intake_delivery b")
                .where("b.webhook_id = ?", webhook.value())
                .groupBy("b.state")
                .rows(em)
                .stream()
                .collect(
                        Collectors.toMap(row -> State.valueOf((String) row[0]), row -> ((Number) row[1]).longValue())));
    }

    /** Removes all of a webhook. */
    public void removeOf(WebhookId webhook) {
        unit.in(em -> Sql.update(em, "DELETE FROM intake_delivery WHERE webhook_id = ?", webhook.value()));
    }

    /** Removes some of those that were queued before then and are done with. */
    public void removeBefore(Instant before, int limit) {
        unit.in(em -> {
            var ids = Sql.select("d.id FROM intake_delivery d " + Sql.byIndex("intake_delivery_age"))
                    .where("d.created_at < ?", Timestamp.from(before))
                    .where("d.state <> 'PENDING'")
                    .first(limit)
                    .values(em, String.class);
            ids.forEach(id -> Sql.update(em, "DELETE FROM intake_delivery WHERE id = ? AND state <> 'PENDING'", id));
            return ids.size();
        });
    }

    private static Delivery delivery(DeliveryEntity row) {
        return new Delivery(
                new DeliveryId(row.id),
                new WebhookId(row.webhookId),
                row.eventId,
                row.eventType,
                row.subjectId,
                row.customerId,
                row.occurredAt,
                row.state,
                row.attempts,
                row.nextAt,
                row.retryUntil,
                row.lastAt,
                row.lastStatus == null || row.lastStatus == SILENT ? null : row.lastStatus,
                row.lastProblem,
                row.deliveredAt,
                row.createdAt);
    }
}
