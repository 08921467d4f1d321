package org.kithwork.funnel.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps how far the round through all customers is, so that it goes on where it stopped. */
@Component(service = PoolRoundStore.class)
public final class PoolRoundStore {

    private static final String ONE = "ALL";

    private final FunnelUnit unit;
    private final Dialect dialect;

    @Activate
    public PoolRoundStore(@Reference FunnelUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /**
     * A round.
     *
     * @param after the customer behind whom it goes on; empty at its beginning
     * @param begunAt when it began
     */
    public record Round(String after, Instant begunAt) {}

    /** The round that is under way, or the last one; one that began before all times where there was none. */
    public Round round() {
        return unit.in(em ->
                Sql.select("r.after_id, r.begun_at FROM funnel_pool_round r").where("r.id = ?", ONE).rows(em).stream()
                        .map(row -> new Round((String) row[0], ((Timestamp) row[1]).toInstant()))
                        .findFirst()
                        .orElse(new Round("", Instant.EPOCH)));
    }

    public void keep(Round round) {
        var at = Timestamp.from(round.begunAt());
        unit.run(em -> {
            if (!dialect.insertIfAbsent(
                    em, "funnel_pool_round", new String[] {"id", "after_id", "begun_at"}, ONE, round.after(), at)) {
                Sql.update(
                        em,
                        "UPDATE funnel_pool_round SET after_id = ?, begun_at = ? WHERE id = ?",
                        round.after(),
                        at,
                        ONE);
            }
        });
    }
}
