package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.repurchase.RepurchaseRule;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps in which pipelines opportunities come up by themselves, and how far the customers of each were looked at. */
@Component(service = RepurchaseRuleStore.class)
public final class RepurchaseRuleStore {

    private static final String[] COLUMNS = {
        "pipeline_id", "stage_id", "title", "factor", "least_days", "active", "looked_on", "after_id"
    };

    /** Before every day and every id. */
    private static final String START = "";

    private final FunnelUnit unit;
    private final Dialect dialect;

    @Activate
    public RepurchaseRuleStore(@Reference FunnelUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    public List<RepurchaseRule> all() {
        return unit.in(em -> Sql.select(
                        "r.pipeline_id, r.stage_id, r.title, r.factor, r.least_days, r.active FROM funnel_repurchase_rule r")
                .orderBy("r.pipeline_id")
                .rows(em)
                .stream()
                .map(row -> new RepurchaseRule(
                        new PipelineId((String) row[0]),
                        new StageId((String) row[1]),
                        (String) row[2],
                        (BigDecimal) row[3],
                        ((Number) row[4]).intValue(),
                        (Boolean) row[5]))
                .toList());
    }

    /** Adds it, or changes the one of its pipeline; either way looking begins anew. */
    public void put(RepurchaseRule rule) {
        unit.run(em -> {
            if (!dialect.insertIfAbsent(
                    em,
                    "funnel_repurchase_rule",
                    COLUMNS,
                    rule.pipelineId().value(),
                    rule.stageId().value(),
                    rule.title(),
                    rule.factor(),
                    rule.leastDays(),
                    rule.active(),
                    START,
                    START)) {
                Sql.update(
                        em,
                        "UPDATE funnel_repurchase_rule SET stage_id = ?, title = ?, factor = ?, least_days = ?, active = ?,"
                                + " looked_on = ?, after_id = ? WHERE pipeline_id = ?",
                        rule.stageId().value(),
                        rule.title(),
                        rule.factor(),
                        rule.leastDays(),
                        rule.active(),
                        START,
                        START,
                        rule.pipelineId().value());
            }
        });
    }

    /** Behind which customer it goes on today; empty where all were looked at. */
    public Optional<String> behind(PipelineId pipeline, LocalDate today) {
        return unit.in(em -> Sql.select("r.after_id FROM funnel_repurchase_rule r")
                .where("r.pipeline_id = ?", pipeline.value())
                .where("r.looked_on < ?", today.toString())
                .values(em, String.class)
                .stream()
                .findFirst());
    }

    /** Notes that it goes on behind this customer. */
    public void goOn(PipelineId pipeline, String after) {
        unit.run(em -> Sql.update(
                em, "UPDATE funnel_repurchase_rule SET after_id = ? WHERE pipeline_id = ?", after, pipeline.value()));
    }

    /** Notes that all were looked at on this day. */
    public void looked(PipelineId pipeline, LocalDate today) {
        unit.run(em -> Sql.update(
                em,
                "UPDATE funnel_repurchase_rule SET looked_on = ?, after_id = ? WHERE pipeline_id = ?",
                today.toString(),
                START,
                pipeline.value()));
    }
}
