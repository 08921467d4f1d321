package org.kithwork.archives.internal.store;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.FollowUpId;
import org.kithwork.archives.internal.Need;
import org.kithwork.archives.internal.NeedId;
import org.kithwork.archives.internal.NeedState;
import org.kithwork.archives.internal.Needs;
import org.kithwork.archives.internal.Reminder;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps needs; their words are sealed. A change is made on a need that {@link #lock} read. */
@Component(service = NeedStore.class)
public final class NeedStore {

    static final String TABLE = "archives_need";

    private final ArchivesUnit unit;
    private final FieldCipher cipher;
    private final Clock clock;

    @Activate
    public NeedStore(@Reference ArchivesUnit unit, @Reference FieldCipher cipher, @Reference Clock clock) {
        this.unit = unit;
        this.cipher = cipher;
        this.clock = clock;
    }

    private static Sql.Condition visible(Visibility visibility) {
        return visibility.ofRecord("n.customer_id", null, null);
    }

    public Optional<Need> find(NeedId id, Visibility visibility) {
        return unit.in(em -> Sql.select("n.* FROM archives_need n")
                .where("n.id = ?", id.value())
                .where(visible(visibility))
                .entities(em, NeedEntity.class)
                .stream()
                .findFirst()
                .map(this::need));
    }

    /** One row more than the page has, newest first; of all customers where none is named. */
    public List<Need> list(
            @Nullable CustomerId customer,
            @Nullable NeedState state,
            @Nullable Instant before,
            Visibility visibility,
            PageRequest request) {
        return unit.in(em -> {
            var keys = Sql.select("n.sort_key FROM archives_need n " + Sql.byIndex(index(customer, state)))
                    .whereIf("n.customer_id = ?", customer == null ? null : customer.value())
                    .whereIf("n.state = ?", state == null ? null : state.name())
                    .whereIf("n.sort_key < ?", before == null ? null : TimeKey.start(before))
                    .where(visible(visibility))
                    .page("n.sort_key", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            keys,
                            some -> Sql.select("n.* FROM archives_need n")
                                    .whereIn("n.sort_key", some)
                                    .orderBy("n.sort_key DESC")
                                    .entities(em, NeedEntity.class))
                    .stream()
                    .map(this::need)
                    .toList();
        });
    }

    private static String index(@Nullable CustomerId customer, @Nullable NeedState state) {
        return customer != null
                ? "archives_need_customer"
                : state != null ? "archives_need_state" : "archives_need_sort";
    }

    /** The need, its row locked until the transaction ends. */
    public Optional<Need> lock(NeedId id, Visibility visibility) {
        return unit.in(em -> Sql.select("n.id FROM archives_need n")
                .where("n.id = ?", id.value())
                .where(visible(visibility))
                .values(em, String.class)
                .stream()
                .findFirst()
                .map(found -> em.find(NeedEntity.class, found, LockModeType.PESSIMISTIC_WRITE))
                .map(this::need));
    }

    public Need insert(Need need) {
        return unit.in(em -> {
            var row = new NeedEntity();
            row.id = need.id().value();
            row.customerId = need.customerId().value();
            row.source = need.source();
            row.notedAt = need.at();
            row.sortKey = TimeKey.of(need.at(), row.id);
            row.createdAt = clock.instant();
            row.createdBy = need.by().id();
            row.createdByName = need.by().name();
            fill(row, need);
            em.persist(row);
            em.flush();
            return need.withVersion(row.version);
        });
    }

    /** Stores what a change may touch. */
    public Need change(Need after) {
        return unit.in(em -> {
            var row = em.find(NeedEntity.class, after.id().value());
            fill(row, after);
            em.flush();
            return after.withVersion(row.version);
        });
    }

    /** A need of which somebody is to be reminded, and its place among these. */
    public record Due(NeedId id, String key) {}

    /** Those that are due, the longest first, behind this place. */
    public List<Due> toRemind(Instant now, String after, int limit) {
        return unit.in(em -> Sql.select(
                        "n.id, n.remind_key FROM archives_need n " + Sql.byIndex("archives_need_remind"))
                .where("n.remind_key > ?", after)
                .where("n.remind_key < ?", TimeKey.start(now))
                .orderBy("n.remind_key")
                .first(limit)
                .rows(em)
                .stream()
                .map(row -> new Due(new NeedId((String) row[0]), (String) row[1]))
                .toList());
    }

    /** The need, its row locked until the transaction ends, if it is still due. */
    public Optional<Need> lockToRemind(NeedId id, Instant now) {
        return unit.in(em -> Optional.ofNullable(em.find(NeedEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
                .filter(row -> row.remindKey != null && row.remindKey.compareTo(TimeKey.start(now)) < 0)
                .map(this::need));
    }

    /** Notes a reminder, and when the next one is due. That is nobody's change: the version stays. */
    public void remind(NeedId id, Reminder reminder, @Nullable FollowUpId task, Instant next) {
        var to = reminder.to();
        unit.in(em -> em.createNativeQuery("UPDATE archives_need SET reminded_at = ?, reminded_to = ?,"
                        + " reminded_name = ?, task_id = ?, remind_key = ? WHERE id = ?")
                .setParameter(1, Timestamp.from(reminder.at()))
                .setParameter(2, to == null ? null : to.id())
                .setParameter(3, to == null ? null : to.name())
                .setParameter(4, task == null ? null : task.value())
                .setParameter(5, TimeKey.of(next, id.value()))
                .setParameter(6, id.value())
                .executeUpdate());
    }

    /** The reminder that was made last of the need, if one was. */
    public Optional<FollowUpId> task(NeedId id) {
        return unit.in(em -> Optional.ofNullable(em.find(NeedEntity.class, id.value()).taskId)
                .map(FollowUpId::new));
    }

    /** How many reminders of needs are open for the person. */
    public int openTasks(String owner) {
        return unit.in(em -> Sql.select("COUNT(*) FROM archives_need n JOIN archives_follow_up u ON u.id = n.task_id")
                .where("n.reminded_to = ?", owner)
                .where("u.state IN ('PLANNED', 'MISSED')")
                .values(em, Number.class)
                .get(0)
                .intValue());
    }

    /** How many open needs wait too long for whose customers nobody answers. */
    public long ofNobody() {
        return unit.in(em -> Sql.select("COUNT(*) FROM archives_need n")
                .where("n.state = 'OPEN'")
                .where("n.reminded_at IS NOT NULL")
                .where("n.reminded_to IS NULL")
                .values(em, Number.class)
                .get(0)
                .longValue());
    }

    private void fill(NeedEntity row, Need need) {
        row.textCipher = cipher.seal(TABLE, "text", row.id, "" + need.text());
        row.state = need.state();
        row.closedAt = need.closedAt();
        if (need.state() != NeedState.OPEN) {
            row.remindKey = null;
        } else if (row.remindKey == null) {
            row.remindKey = TimeKey.of(overdueAt(need), row.id);
        }
        row.outcomeCipher = need.outcome() == null ? null : cipher.seal(TABLE, "outcome", row.id, need.outcome());
    }

    /** From when on it waits too long; what is opened again waits from now on. */
    private Instant overdueAt(Need need) {
        var overdue = need.at().plus(Duration.ofDays(Needs.OVERDUE_DAYS));
        var now = clock.instant();
        return overdue.isAfter(now) ? overdue : now;
    }

    Need need(NeedEntity row) {
        return new Need(
                new NeedId(row.id),
                row.version,
                new CustomerId(row.customerId),
                cipher.open(TABLE, "text", row.id, row.textCipher),
                row.source,
                row.notedAt,
                row.state,
                row.closedAt,
                row.outcomeCipher == null ? null : cipher.open(TABLE, "outcome", row.id, row.outcomeCipher),
                new ActorName(row.createdBy, row.createdByName),
                row.remindedAt == null ? null : reminder(row));
    }

    private static Reminder reminder(NeedEntity row) {
        return new Reminder(
                row.remindedAt, row.remindedTo == null ? null : new ActorName(row.remindedTo, row.remindedName));
    }
}
