package org.kithwork.funnel.internal.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts what became of opportunities that were in a stage for some time. What nobody lost but an erasure counts for nothing. */
@Component(service = OddsStore.class)
public final class OddsStore {

    private static final String RUN = "daily";
    private static final String NEVER = "0000-00-00";
    private static final String[] RUNS = {"id", "run_on"};

    private final FunnelUnit unit;
    private final Dialect dialect;

    @Activate
    public OddsStore(@Reference FunnelUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** Those of one source: how many were decided, and how many of them won. */
    public record Counted(@Nullable String source, long closed, long won) {}

    /** Whether it has been counted on a day. */
    public boolean isCounted(LocalDate day) {
        return unit.in(em -> Sql.select("r.id FROM funnel_odds_run r")
                .where("r.run_on >= ?", day.toString())
                .exists(em));
    }

    /** Whether it is for the caller to count on a day: for one caller alone. */
    public boolean claim(LocalDate day) {
        return unit.in(em -> {
            dialect.insertIfAbsent(em, "funnel_odds_run", RUNS, RUN, NEVER);
            return Sql.update(
                            em,
                            "UPDATE funnel_odds_run SET run_on = ? WHERE id = ? AND run_on < ?",
                            day.toString(),
                            RUN,
                            day.toString())
                    == 1;
        });
    }

    /**
     * What became of those that were in a stage for at least so many days, all stays of one together, by their sources.
     *
     * @param before only of those that were decided before then
     */
    public List<Counted> counted(PipelineId pipeline, StageId stage, int days, @Nullable Instant before) {
        return unit.in(em -> Sql.select(
                        "o.source, COUNT(*), SUM(CASE WHEN o.status = 'WON' THEN 1 ELSE 0 END) FROM funnel_stay s "
                                + Sql.byIndex("funnel_stay_stage")
                                + "JOIN funnel_opportunity o ON o.id = s.opportunity_id")
                .where("s.stage_id = ?", stage.value())
                .where("s.total_ms >= ?", Duration.ofDays(days).toMillis())
                .where("o.pipeline_id = ?", pipeline.value())
                .where("o.decided_key IS NOT NULL")
                .where("(o.status = 'WON' OR o.lost_reason IS NULL OR o.lost_reason <> 'ERASED')")
                .whereIf("o.decided_key < ?", before == null ? null : TimeKey.start(before))
                .groupBy("o.source")
                .rows(em)
                .stream()
                .map(row -> new Counted((String) row[0], ((Number) row[1]).longValue(), ((Number) row[2]).longValue()))
                .toList());
    }

    /** Forgets what was counted in a pipeline. */
    public void clear(PipelineId pipeline) {
        unit.run(em -> Sql.update(em, "DELETE FROM funnel_odds WHERE pipeline_id = ?", pipeline.value()));
    }

    /** Keeps what was counted. */
    public void keep(PipelineId pipeline, StageId stage, int days, List<Counted> counted) {
        unit.run(em -> counted.forEach(some -> Sql.update(
                em,
                "INSERT INTO funnel_odds (pipeline_id, stage_id, source, age_bucket, closed, won) VALUES (?, ?, ?, ?, ?, ?)",
                pipeline.value(),
                stage.value(),
                key(some.source()),
                days,
                some.closed(),
                some.won())));
    }

    private static String key(@Nullable String source) {
        return Objects.requireNonNullElse(source, "");
    }

    /** What was counted of those that are like one of this source. */
    public Counted find(PipelineId pipeline, StageId stage, @Nullable String source, int days) {
        return unit.in(em -> Sql.select("d.closed, d.won FROM funnel_odds d")
                .where("d.pipeline_id = ?", pipeline.value())
                .where("d.stage_id = ?", stage.value())
                .where("d.source = ?", key(source))
                .where("d.age_bucket = ?", days)
                .rows(em)
                .stream()
                .map(row -> new Counted(source, ((Number) row[0]).longValue(), ((Number) row[1]).longValue()))
                .findFirst()
                .orElse(new Counted(source, 0, 0)));
    }

    /** One that was there at some time and is decided now. */
    public record Known(String id, @Nullable String source, Status status) {}

    /** What came up before then and was decided from then on. */
    public List<Known> decidedSince(PipelineId pipeline, Instant then, Visibility visibility) {
        return unit.in(em -> Sql.select("o.id, o.source, o.status FROM funnel_opportunity o "
                        + Sql.byIndex("funnel_opportunity_decided"))
                .where("o.pipeline_id = ?", pipeline.value())
                .where("o.decided_key >= ?", TimeKey.start(then))
                .where("o.sort_key < ?", TimeKey.start(then))
                .where("(o.status = 'WON' OR o.lost_reason IS NULL OR o.lost_reason <> 'ERASED')")
                .where(OpportunityStore.visible(visibility))
                .orderBy("o.id")
                .rows(em)
                .stream()
                .map(row -> new Known((String) row[0], (String) row[1], Status.valueOf((String) row[2])))
                .toList());
    }

    /** A step of one of them. */
    public record Step(String opportunity, PipelineId pipeline, StageId to, StageKind kind, Instant at) {}

    /** The steps of these that were taken before then, by opportunity, in their order. */
    public Map<String, List<Step>> steps(List<Known> some, Instant then) {
        return unit.in(em -> Sql.inPortions(
                        some.stream().map(Known::id).toList(),
                        ids -> Sql.select("t.opportunity_id, t.pipeline_id, t.to_stage, t.to_kind, t.moved_at"
                                        + " FROM funnel_transition t")
                                .whereIn("t.opportunity_id", ids)
                                .where("t.moved_at < ?", Timestamp.from(then))
                                .orderBy("t.opportunity_id, t.step_no")
                                .rows(em))
                .stream()
                .map(row -> new Step(
                        (String) row[0],
                        new PipelineId((String) row[1]),
                        new StageId((String) row[2]),
                        StageKind.valueOf((String) row[3]),
                        ((Timestamp) row[4]).toInstant()))
                .collect(Collectors.groupingBy(Step::opportunity)));
    }
}
