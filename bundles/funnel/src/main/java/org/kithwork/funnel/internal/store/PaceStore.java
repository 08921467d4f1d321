package org.kithwork.funnel.internal.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.kithwork.funnel.internal.figure.Durations;
import org.kithwork.funnel.internal.pace.StagePace;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts how long opportunities were in each stage, all of them, and keeps what it found. */
@Component(service = PaceStore.class)
public final class PaceStore {

    private static final String[] COLUMNS = {"stage_id", "stays", "typical_ms", "slow_ms", "computed_at"};

    private final FunnelUnit unit;
    private final Dialect dialect;

    @Activate
    public PaceStore(@Reference FunnelUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** The condition that an open opportunity {@code o} has been in its stage for longer than four of five were. */
    static Sql.Condition stuck(EntityManager em, Instant now) {
        return Sql.Condition.any(Sql.select("p.stage_id, p.slow_ms FROM funnel_stage_pace p")
                .where("p.stays >= ?", StagePace.ENOUGH)
                .orderBy("p.stage_id")
                .rows(em)
                .stream()
                .map(row -> Sql.Condition.of(
                        "(o.stage_id = ? AND o.since_ms < ?)",
                        row[0],
                        now.toEpochMilli() - ((Number) row[1]).longValue()))
                .toList());
    }

    /** What is known of stages, by their ids. */
    public Map<StageId, StagePace> all() {
        return unit.in(em -> Sql.select(
                        "p.stage_id, p.stays, p.typical_ms, p.slow_ms, p.computed_at FROM funnel_stage_pace p")
                .rows(em)
                .stream()
                .map(row -> new StagePace(
                        new StageId((String) row[0]),
                        ((Number) row[1]).longValue(),
                        Duration.ofMillis(((Number) row[2]).longValue()),
                        Duration.ofMillis(((Number) row[3]).longValue()),
                        ((Timestamp) row[4]).toInstant()))
                .collect(Collectors.toMap(StagePace::stageId, pace -> pace)));
    }

    /** Counts what opportunities were in a stage before they left it, and keeps it. */
    public void refresh(StageId stage, Instant now) {
        unit.run(em -> {
            var stays = Sql.select("COUNT(*) FROM funnel_stay s")
                    .where("s.stage_id = ?", stage.value())
                    .values(em, Number.class)
                    .get(0)
                    .longValue();
            var typical = percentile(em, stage, StagePace.TYPICAL, stays).toMillis();
            var slow = percentile(em, stage, StagePace.SLOW, stays).toMillis();
            var at = Timestamp.from(now);
            if (!dialect.insertIfAbsent(em, "funnel_stage_pace", COLUMNS, stage.value(), stays, typical, slow, at)) {
                Sql.update(
                        em,
                        "UPDATE funnel_stage_pace SET stays = ?, typical_ms = ?, slow_ms = ?, computed_at = ? WHERE stage_id = ?",
                        stays,
                        typical,
                        slow,
                        at,
                        stage.value());
            }
        });
    }

    private static Duration percentile(EntityManager em, StageId stage, int percent, long stays) {
        if (stays == 0) {
            return Duration.ZERO;
        }
        List<Duration> around = Sql.select("s.total_ms FROM funnel_stay s " + Sql.byIndex("funnel_stay_stage"))
                .where("s.stage_id = ?", stage.value())
                .orderBy("s.total_ms")
                .behind(Durations.below(percent, stays), 2)
                .values(em, Number.class)
                .stream()
                .map(millis -> Duration.ofMillis(millis.longValue()))
                .toList();
        return Durations.percentile(percent, stays, around);
    }
}
