package org.kithwork.funnel.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.pool.PoolEntry;
import org.kithwork.funnel.internal.pool.PoolId;
import org.kithwork.funnel.internal.pool.PoolStep;
import org.kithwork.permission.UserId;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps who claimed whom from which pool and when he went back; rows are only added. */
@Component(service = PoolLog.class)
public final class PoolLog {

    static final String TABLE = "funnel_pool_entry";

    private static final int PAGE = 100;

    private final FunnelUnit unit;
    private final Dialect dialect;

    @Activate
    public PoolLog(@Reference FunnelUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** Holds all other claims of the user until the transaction ends, so that what is counted stays true. */
    public void lock(UserId user) {
        unit.run(em -> {
            dialect.insertIfAbsent(em, "funnel_pool_claimer", new String[] {"user_id", "claims"}, user.value(), 0L);
            Sql.update(em, "UPDATE funnel_pool_claimer SET claims = claims + 1 WHERE user_id = ?", user.value());
        });
    }

    /**
     * Adds an entry.
     *
     * @param on its day where the company is
     */
    public void insert(PoolEntry entry, LocalDate on) {
        unit.run(em -> Sql.update(
                em,
                "INSERT INTO funnel_pool_entry (id, pool_id, customer_id, user_id, step, entry_at, entry_on)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                entry.id(),
                entry.poolId().value(),
                entry.customerId().value(),
                entry.userId().value(),
                entry.step().name(),
                Timestamp.from(entry.at()),
                on.toString()));
    }

    /** How many customers the user claimed from the pool on a day, those whom he gave back since among them. */
    public long claimed(PoolId pool, UserId user, LocalDate on) {
        return unit.in(em -> Sql.select("COUNT(*) FROM funnel_pool_entry e " + Sql.byIndex("funnel_pool_entry_user"))
                .where("e.user_id = ?", user.value())
                .where("e.entry_on = ?", on.toString())
                .where("e.pool_id = ?", pool.value())
                .where("e.step = ?", PoolStep.CLAIMED.name())
                .values(em, Number.class)
                .get(0)
                .longValue());
    }

    /** When the customer last went back from this user. */
    public Optional<Instant> left(CustomerId customer, UserId user) {
        return unit.in(em -> Sql.select(
                        "MAX(e.entry_at) FROM funnel_pool_entry e " + Sql.byIndex("funnel_pool_entry_customer"))
                .where("e.customer_id = ?", customer.value())
                .where("e.user_id = ?", user.value())
                .where("e.step <> ?", PoolStep.CLAIMED.name())
                .values(em, Timestamp.class)
                .stream()
                .filter(Objects::nonNull)
                .map(Timestamp::toInstant)
                .findFirst());
    }

    /** Each entry of the customer in their order, a portion at a time. */
    public void each(CustomerId customer, Consumer<PoolEntry> reader) {
        @Nullable String after = "";
        while (after != null) {
            var from = after;
            var some =
                    unit.in(em -> Sql.select("e.id, e.pool_id, e.user_id, e.step, e.entry_at FROM funnel_pool_entry e"
                                    + " " + Sql.byIndex("funnel_pool_entry_customer"))
                            .where("e.customer_id = ?", customer.value())
                            .where("e.id > ?", from)
                            .orderBy("e.id")
                            .first(PAGE)
                            .rows(em));
            some.forEach(row -> reader.accept(new PoolEntry(
                    (String) row[0],
                    new PoolId((String) row[1]),
                    customer,
                    new UserId((String) row[2]),
                    PoolStep.valueOf((String) row[3]),
                    ((Timestamp) row[4]).toInstant())));
            after = some.size() < PAGE ? null : (String) some.get(some.size() - 1)[0];
        }
    }
}
