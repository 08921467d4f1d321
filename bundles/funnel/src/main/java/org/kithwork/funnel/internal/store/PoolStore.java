package org.kithwork.funnel.internal.store;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.persistence.LockModeType;
import org.kithwork.funnel.internal.pool.Pool;
import org.kithwork.funnel.internal.pool.PoolId;
import org.kithwork.funnel.internal.pool.PoolRules;
import org.kithwork.json.Json;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.store.Sql;
import org.kithwork.text.Bilingual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps pools. There are few, and what one consists of is one text: nothing is searched in it. */
@Component(service = PoolStore.class)
public final class PoolStore {

    private final FunnelUnit unit;
    private final Json json;
    private final Clock clock;

    @Activate
    public PoolStore(@Reference FunnelUnit unit, @Reference Json json, @Reference Clock clock) {
        this.unit = unit;
        this.json = json;
        this.clock = clock;
    }

    /** What the column holds. */
    record Content(Bilingual name, Set<TeamId> teams, Set<StoreId> stores, PoolRules rules, boolean retired) {

        static Content of(Pool pool) {
            return new Content(pool.name(), pool.teams(), pool.stores(), pool.rules(), pool.retired());
        }
    }

    /** All of them, in the order in which they were made. */
    public List<Pool> all() {
        return unit.in(
                em -> Sql.select("p.* FROM funnel_pool p").orderBy("p.id").entities(em, PoolEntity.class).stream()
                        .map(this::pool)
                        .toList());
    }

    public Optional<Pool> find(PoolId id) {
        return unit.in(
                em -> Optional.ofNullable(em.find(PoolEntity.class, id.value())).map(this::pool));
    }

    /** The pool, its row locked until the transaction ends. */
    public Optional<Pool> lock(PoolId id) {
        return unit.in(em -> Optional.ofNullable(em.find(PoolEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
                .map(this::pool));
    }

    public Pool insert(Pool pool, String by) {
        return unit.in(em -> {
            var row = new PoolEntity();
            row.id = pool.id().value();
            fill(row, pool, by);
            em.persist(row);
            em.flush();
            return pool(row);
        });
    }

    /** Keeps what a change may touch, of a pool that {@link #lock} read. */
    public Pool change(Pool after, String by) {
        return unit.in(em -> {
            var row = em.find(PoolEntity.class, after.id().value());
            fill(row, after, by);
            em.flush();
            return pool(row);
        });
    }

    private void fill(PoolEntity row, Pool pool, String by) {
        row.content = json.write(Content.of(pool));
        row.updatedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.updatedBy = by;
    }

    private Pool pool(PoolEntity row) {
        var content = json.read(row.content, Content.class);
        return new Pool(
                new PoolId(row.id),
                row.version,
                content.name(),
                content.teams(),
                content.stores(),
                content.rules(),
                content.retired());
    }
}
