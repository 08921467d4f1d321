package org.kithwork.funnel.internal.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.funnel.internal.opportunity.Followed;
import org.kithwork.funnel.internal.opportunity.Followed.Left;
import org.kithwork.funnel.internal.opportunity.Followed.Step;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Computes anew, from their steps alone, what is kept beside opportunities; remembers how far it has come. */
@Component(service = RecountStore.class)
public final class RecountStore {

    private static final int PORTION = 200;

    private final FunnelUnit unit;
    private final Dialect dialect;
    private final Company company;

    @Activate
    public RecountStore(@Reference FunnelUnit unit, @Reference Dialect dialect, @Reference Company company) {
        this.unit = unit;
        this.dialect = dialect;
        this.company = company;
    }

    /** From now on the opportunities of the pipeline are waiting to be counted anew, from the first one. */
    public void mark(PipelineId pipeline) {
        unit.run(em -> {
            var columns = new String[] {"pipeline_id", "after_id"};
            if (!dialect.insertIfAbsent(em, "funnel_recount", columns, pipeline.value(), "")) {
                Sql.update(em, "UPDATE funnel_recount SET after_id = '' WHERE pipeline_id = ?", pipeline.value());
            }
        });
    }

    /** The pipelines that wait. */
    public List<PipelineId> marked() {
        return unit.in(
                em -> Sql.select("r.pipeline_id FROM funnel_recount r")
                        .orderBy("r.pipeline_id")
                        .values(em, String.class)
                        .stream()
                        .map(PipelineId::new)
                        .toList());
    }

    /** Counts some anew, their rows locked, and remembers the last of them; answers whether there may be more. */
    public boolean portion(Pipeline pipeline) {
        return unit.in(em -> {
            var after = Sql.select("r.after_id FROM funnel_recount r")
                    .where("r.pipeline_id = ?", pipeline.id().value())
                    .values(em, String.class)
                    .stream()
                    .findFirst();
            if (after.isEmpty()) {
                return false;
            }
            var ids = Sql.select("o.id FROM funnel_opportunity o")
                    .where("o.pipeline_id = ?", pipeline.id().value())
                    .where("o.id > ?", after.get())
                    .orderBy("o.id")
                    .first(PORTION)
                    .values(em, String.class);
            recount(em, pipeline, locked(em, pipeline, ids));
            if (ids.isEmpty()) {
                Sql.update(
                        em,
                        "DELETE FROM funnel_recount WHERE pipeline_id = ? AND after_id = ?",
                        pipeline.id().value(),
                        after.get());
            } else {
                Sql.update(
                        em,
                        "UPDATE funnel_recount SET after_id = ? WHERE pipeline_id = ? AND after_id = ?",
                        ids.get(ids.size() - 1),
                        pipeline.id().value(),
                        after.get());
            }
            return !ids.isEmpty();
        });
    }

    /** Those that are still there and in the pipeline now that nobody else can move them. */
    private static List<String> locked(EntityManager em, Pipeline pipeline, List<String> ids) {
        return ids.stream()
                .filter(id -> {
                    var row = em.find(OpportunityEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
                    return row != null && row.pipelineId.equals(pipeline.id().value());
                })
                .toList();
    }

    /** What is kept of one. */
    private record Kept(
            String id,
            Instant openedAt,
            @Nullable String furthest,
            @Nullable String decidedKey,
            @Nullable String decidedOn,
            @Nullable Long cycle,
            long since) {}

    private void recount(EntityManager em, Pipeline pipeline, List<String> ids) {
        var steps = Sql.inPortions(
                        ids,
                        some -> Sql.select(
                                        "t.opportunity_id, t.to_stage, t.to_kind, t.moved_at FROM funnel_transition t")
                                .whereIn("t.opportunity_id", some)
                                .orderBy("t.opportunity_id, t.step_no")
                                .rows(em))
                .stream()
                .collect(Collectors.groupingBy(
                        row -> (String) row[0], Collectors.mapping(RecountStore::step, Collectors.toList())));
        var stays = stays(em, ids);
        for (var kept : kept(em, ids)) {
            var of = Optional.ofNullable(steps.get(kept.id())).orElseThrow();
            var followed = Followed.of(pipeline, of);
            correct(em, kept, followed);
            if (!followed.left().equals(stays.getOrDefault(kept.id(), Map.of()))) {
                correctStays(em, kept.id(), followed.left());
            }
        }
    }

    private static Step step(Object[] row) {
        return new Step(
                new StageId((String) row[1]), StageKind.valueOf((String) row[2]), ((Timestamp) row[3]).toInstant());
    }

    private static Map<String, Map<String, Left>> stays(EntityManager em, List<String> ids) {
        return Sql.inPortions(
                        ids,
                        some -> Sql.select("s.opportunity_id, s.stage_id, s.total_ms, s.stays FROM funnel_stay s")
                                .whereIn("s.opportunity_id", some)
                                .rows(em))
                .stream()
                .collect(Collectors.groupingBy(
                        row -> (String) row[0],
                        Collectors.toMap(
                                row -> (String) row[1],
                                row -> new Left(((Number) row[2]).longValue(), ((Number) row[3]).intValue()),
                                (one, other) -> one,
                                TreeMap::new)));
    }

    private static List<Kept> kept(EntityManager em, List<String> ids) {
        return Sql.inPortions(
                        ids,
                        some -> Sql.select(
                                        "o.id, o.opened_at, o.furthest_stage, o.decided_key, o.decided_on, o.cycle_ms,"
                                                + " o.since_ms FROM funnel_opportunity o")
                                .whereIn("o.id", some)
                                .rows(em))
                .stream()
                .map(row -> new Kept(
                        (String) row[0],
                        ((Timestamp) row[1]).toInstant(),
                        (String) row[2],
                        (String) row[3],
                        (String) row[4],
                        row[5] == null ? null : ((Number) row[5]).longValue(),
                        ((Number) row[6]).longValue()))
                .toList();
    }

    private void correct(EntityManager em, Kept kept, Followed followed) {
        var furthest = followed.furthest() == null ? null : followed.furthest().value();
        var decided = followed.decidedAt();
        var right = new Kept(
                kept.id(),
                kept.openedAt(),
                furthest,
                decided == null ? null : TimeKey.of(decided, kept.id()),
                decided == null
                        ? null
                        : LocalDate.ofInstant(decided, company.zone()).toString(),
                decided == null
                        ? null
                        : Duration.between(kept.openedAt(), decided).toMillis(),
                followed.since().toEpochMilli());
        if (right.equals(kept)) {
            return;
        }
        Sql.update(em, "UPDATE funnel_opportunity SET since_ms = ? WHERE id = ?", right.since(), right.id());
        if (furthest == null) {
            Sql.update(em, "UPDATE funnel_opportunity SET furthest_stage = NULL WHERE id = ?", right.id());
        } else {
            Sql.update(em, "UPDATE funnel_opportunity SET furthest_stage = ? WHERE id = ?", furthest, right.id());
        }
        if (decided == null) {
            Sql.update(
                    em,
                    "UPDATE funnel_opportunity SET decided_key = NULL, decided_on = NULL, cycle_ms = NULL WHERE id = ?",
                    right.id());
        } else {
            Sql.update(
                    em,
                    "UPDATE funnel_opportunity SET decided_key = ?, decided_on = ?, cycle_ms = ? WHERE id = ?",
                    Objects.requireNonNull(right.decidedKey()),
                    Objects.requireNonNull(right.decidedOn()),
                    Objects.requireNonNull(right.cycle()),
                    right.id());
        }
    }

    private static void correctStays(EntityManager em, String opportunity, Map<String, Left> left) {
        Sql.update(em, "DELETE FROM funnel_stay WHERE opportunity_id = ?", opportunity);
        left.forEach((stage, stay) -> Sql.update(
                em,
                "INSERT INTO funnel_stay (opportunity_id, stage_id, total_ms, stays) VALUES (?, ?, ?, ?)",
                opportunity,
                stage,
                stay.millis(),
                stay.stays()));
    }
}
