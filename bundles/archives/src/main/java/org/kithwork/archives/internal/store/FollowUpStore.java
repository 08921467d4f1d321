package org.kithwork.archives.internal.store;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Escalation;
import org.kithwork.archives.internal.FollowUp;
import org.kithwork.archives.internal.FollowUpDays;
import org.kithwork.archives.internal.FollowUpId;
import org.kithwork.archives.internal.FollowUpQuery;
import org.kithwork.archives.internal.FollowUpState;
import org.kithwork.archives.internal.InteractionId;
import org.kithwork.archives.internal.Recurrence;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps follow-ups. The place in its series is unique, so that nothing comes after another one twice. */
@Component(service = FollowUpStore.class)
public final class FollowUpStore {

    private static final String TABLE = "archives_follow_up";

    private final ArchivesUnit unit;
    private final FieldCipher cipher;
    private final FollowUpDays days;
    private final Clock clock;

    @Activate
    public FollowUpStore(
            @Reference ArchivesUnit unit,
            @Reference FieldCipher cipher,
            @Reference FollowUpDays days,
            @Reference Clock clock) {
        this.unit = unit;
        this.cipher = cipher;
        this.days = days;
        this.clock = clock;
    }

    static Sql.Condition readable(Visibility visibility) {
        return visibility.ofRecord("f.customer_id", "f.owner_id", "f.store_id");
    }

    public Optional<FollowUp> find(FollowUpId id, Visibility visibility) {
        return unit.in(em -> Sql.select("f.* FROM archives_follow_up f")
                .where("f.id = ?", id.value())
                .where(readable(visibility))
                .entities(em, FollowUpEntity.class)
                .stream()
                .findFirst()
                .map(this::followUp));
    }

    /** The follow-up, its row locked until the transaction ends. */
    public Optional<FollowUp> lock(FollowUpId id, Visibility visibility) {
        return unit.in(em -> Sql.select("f.id FROM archives_follow_up f")
                .where("f.id = ?", id.value())
                .where(readable(visibility))
                .values(em, String.class)
                .stream()
                .findFirst()
                .map(found -> em.find(FollowUpEntity.class, found, LockModeType.PESSIMISTIC_WRITE))
                .map(row -> {
                    em.refresh(row);
                    return followUp(row);
                }));
    }

    /** One row more than the page has, in the order of their time. */
    public List<FollowUp> list(FollowUpQuery query, Visibility visibility, PageRequest request) {
        var customer = query.customer();
        var from = query.from();
        var until = query.until();
        var state = query.state();
        var escalatedTo = query.escalatedTo();
        return unit.in(em -> {
            var keys = Sql.select("f.sort_key FROM archives_follow_up f " + Sql.byIndex(index(query)))
                    .whereIf("f.customer_id = ?", customer == null ? null : customer.value())
                    .whereIf("f.owner_id = ?", query.owner())
                    .whereIf("f.escalated_to = ?", escalatedTo)
                    .whereIf("f.state = ?", state == null ? null : state.name())
                    .whereIf("f.sort_key >= ?", from == null ? null : TimeKey.start(from))
                    .whereIf("f.sort_key < ?", until == null ? null : TimeKey.start(until))
                    .where(readable(visibility))
                    .page("f.sort_key", false, request)
                    .values(em, String.class);
            return Sql.inPortions(keys, some -> rows(em, some)).stream()
                    .map(this::followUp)
                    .toList();
        });
    }

    private static String index(FollowUpQuery query) {
        if (query.escalatedTo() != null) {
            return "archives_follow_up_escalated";
        }
        if (query.customer() != null) {
            return "archives_follow_up_customer";
        }
        return query.owner() != null ? "archives_follow_up_owner" : "archives_follow_up_sort";
    }

    /** A follow-up and when it was last changed. */
    public record Changed(FollowUp followUp, Instant changedAt) {}

    /** The first of an owner's from then on and before then, as far as they are visible, in the order of their time. */
    public List<Changed> ofOwner(UserId owner, Instant from, Instant until, Visibility visibility, int limit) {
        return unit.in(em -> {
            var keys = Sql.select("f.sort_key FROM archives_follow_up f " + Sql.byIndex("archives_follow_up_owner"))
                    .where("f.owner_id = ?", owner.value())
                    .where("f.sort_key >= ?", TimeKey.start(from))
                    .where("f.sort_key < ?", TimeKey.start(until))
                    .where(readable(visibility))
                    .orderBy("f.sort_key")
                    .first(limit)
                    .values(em, String.class);
            return Sql.inPortions(keys, some -> rows(em, some)).stream()
                    .map(row -> new Changed(followUp(row), row.updatedAt))
                    .toList();
        });
    }

    private static List<FollowUpEntity> rows(EntityManager em, List<String> keys) {
        return Sql.select("f.* FROM archives_follow_up f")
                .whereIn("f.sort_key", keys)
                .orderBy("f.sort_key")
                .entities(em, FollowUpEntity.class);
    }

    /** Some whose day is over and that are planned still. */
    public List<FollowUpId> overdue(Instant now, int limit) {
        return unit.in(em -> Sql.select("f.id FROM archives_follow_up f " + Sql.byIndex("archives_follow_up_due"))
                .where("f.state = ?", FollowUpState.PLANNED.name())
                .where("f.day_ends_at <= ?", Timestamp.from(now))
                .orderBy("f.day_ends_at")
                .first(limit)
                .values(em, String.class)
                .stream()
                .map(FollowUpId::new)
                .toList());
    }

    /** The follow-up with its row locked, if its day is over and it is planned still. */
    public Optional<FollowUp> lockOverdue(FollowUpId id, Instant now) {
        return unit.in(em -> {
            var row = em.find(FollowUpEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
            if (row == null) {
                return Optional.empty();
            }
            em.refresh(row);
            return row.state == FollowUpState.PLANNED && !row.dayEndsAt.isAfter(now)
                    ? Optional.of(followUp(row))
                    : Optional.empty();
        });
    }

    /** Some that stayed missed for too long and are nobody's matter yet but their owner's. */
    public List<FollowUpId> toEscalate(Instant now, int limit) {
        return unit.in(em -> Sql.select("f.id FROM archives_follow_up f " + Sql.byIndex("archives_follow_up_escalates"))
                .where("f.escalates_at <= ?", Timestamp.from(now))
                .orderBy("f.escalates_at")
                .first(limit)
                .values(em, String.class)
                .stream()
                .map(FollowUpId::new)
                .toList());
    }

    /** How many stay missed above whose owner nobody stands. */
    public long escalatedToNobody() {
        return unit.in(
                em -> Sql.select("COUNT(*) FROM archives_follow_up f " + Sql.byIndex("archives_follow_up_escalated"))
                        .where("f.escalated_to = ?", FollowUpQuery.NOBODY)
                        .where("f.state = 'MISSED'")
                        .values(em, Number.class)
                        .get(0)
                        .longValue());
    }

    /** The follow-up with its row locked, if it is one of {@link #toEscalate} still. */
    public Optional<FollowUp> lockToEscalate(FollowUpId id, Instant now) {
        return unit.in(em -> {
            var row = em.find(FollowUpEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
            if (row == null) {
                return Optional.empty();
            }
            em.refresh(row);
            return row.escalatesAt != null && !row.escalatesAt.isAfter(now)
                    ? Optional.of(followUp(row))
                    : Optional.empty();
        });
    }

    /** The follow-up with its row locked, if it is not over. */
    public Optional<FollowUp> lockOpen(FollowUpId id) {
        return unit.in(em -> {
            var row = em.find(FollowUpEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
            if (row == null) {
                return Optional.empty();
            }
            em.refresh(row);
            return row.state == FollowUpState.PLANNED || row.state == FollowUpState.MISSED
                    ? Optional.of(followUp(row))
                    : Optional.empty();
        });
    }

    /** Those of a series that are not over, their rows locked until the transaction ends. */
    public List<FollowUp> openOfSeries(String series) {
        return unit.in(em -> Sql.select("f.id FROM archives_follow_up f")
                .where("f.series_id = ?", series)
                .where("f.state IN ('PLANNED', 'MISSED')")
                .orderBy("f.id")
                .values(em, String.class)
                .stream()
                .map(id -> em.find(FollowUpEntity.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(row -> row.state == FollowUpState.PLANNED || row.state == FollowUpState.MISSED)
                .map(this::followUp)
                .toList());
    }

    /** The highest number of a series. */
    public int last(String series) {
        return unit.in(em -> Sql.select("MAX(series_no) FROM archives_follow_up")
                .where("series_id = ?", series)
                .values(em, Number.class)
                .get(0)
                .intValue());
    }

    /** Stores a new one; a place in its series that is taken shows at once. */
    public FollowUp insert(FollowUp followUp, Actor by) {
        return unit.in(em -> {
            var row = row(followUp, by);
            em.persist(row);
            em.flush();
            return followUp.withVersion(row.version);
        });
    }

    /** Stores what a change may touch, of a follow-up that was locked. */
    public FollowUp change(FollowUp after, Actor by) {
        return unit.in(em -> {
            var row = em.find(FollowUpEntity.class, after.id().value());
            fill(row, after, by);
            em.flush();
            return after.withVersion(row.version);
        });
    }

    private FollowUpEntity row(FollowUp followUp, Actor by) {
        var row = new FollowUpEntity();
        row.id = followUp.id().value();
        var customer = followUp.customerId();
        row.customerId = customer == null ? null : customer.value();
        row.ownerId = followUp.owner().id();
        row.ownerName = followUp.owner().name();
        var store = followUp.storeId();
        row.storeId = store == null ? null : store.value();
        row.seriesId = followUp.series();
        row.seriesNo = followUp.number();
        row.seriesKey = followUp.series() + ":" + followUp.number();
        row.seriesBegins = followUp.begins().toString();
        var recurrence = followUp.recurrence();
        if (recurrence != null) {
            row.repeatUnit = recurrence.unit();
            row.repeatEvery = recurrence.every();
            var until = recurrence.until();
            row.repeatUntil = until == null ? null : until.toString();
            row.repeatCount = recurrence.count();
        }
        row.confirms = followUp.confirms();
        row.createdAt = clock.instant();
        row.createdBy = by.id();
        fill(row, followUp, by);
        return row;
    }

    private void fill(FollowUpEntity row, FollowUp followUp, Actor by) {
        row.planAt = followUp.planAt();
        row.dayEndsAt = days.endOfDay(followUp.planAt(), followUp.storeId());
        row.sortKey = TimeKey.of(followUp.planAt(), row.id);
        row.kind = followUp.kind();
        row.state = followUp.state();
        row.subjectCipher = seal("subject", row.id, followUp.subject());
        row.noteCipher = seal("note", row.id, followUp.note());
        row.closedAt = followUp.closedAt();
        fillEscalation(row, followUp);
        var interaction = followUp.interactionId();
        row.interactionId = interaction == null ? null : interaction.value();
        row.updatedAt = clock.instant();
        row.updatedBy = by.id();
    }

    private void fillEscalation(FollowUpEntity row, FollowUp followUp) {
        var escalation = followUp.escalation();
        var waits = followUp.state() == FollowUpState.MISSED && escalation == null;
        row.escalatesAt =
                waits ? days.escalation(followUp.planAt(), followUp.storeId()).orElse(null) : null;
        row.escalatedAt = escalation == null ? null : escalation.at();
        var to = escalation == null ? null : escalation.to();
        row.escalatedTo = escalation == null ? null : to == null ? FollowUpQuery.NOBODY : to.id();
        row.escalatedName = to == null ? null : to.name();
    }

    private static @Nullable Escalation escalation(FollowUpEntity row) {
        if (row.escalatedAt == null) {
            return null;
        }
        return new Escalation(
                row.escalatedAt,
                row.escalatedTo.equals(FollowUpQuery.NOBODY)
                        ? null
                        : new ActorName(row.escalatedTo, row.escalatedName));
    }

    FollowUp followUp(FollowUpEntity row) {
        return new FollowUp(
                new FollowUpId(row.id),
                row.version,
                row.customerId == null ? null : new CustomerId(row.customerId),
                row.planAt,
                row.kind,
                open("subject", row.id, row.subjectCipher),
                open("note", row.id, row.noteCipher),
                new ActorName(row.ownerId, row.ownerName),
                row.storeId == null ? null : new StoreId(row.storeId),
                row.state,
                row.repeatUnit == null
                        ? null
                        : new Recurrence(
                                row.repeatUnit,
                                row.repeatEvery,
                                row.repeatUntil == null ? null : LocalDate.parse(row.repeatUntil),
                                row.repeatCount),
                row.seriesId,
                row.seriesNo,
                LocalDateTime.parse(row.seriesBegins),
                row.closedAt,
                row.interactionId == null ? null : new InteractionId(row.interactionId),
                escalation(row),
                row.confirms);
    }

    private @Nullable String seal(String column, String id, @Nullable String clear) {
        return clear == null ? null : cipher.seal(TABLE, column, id, clear);
    }

    private @Nullable String open(String column, String id, @Nullable String sealed) {
        return sealed == null ? null : cipher.open(TABLE, column, id, sealed);
    }
}
