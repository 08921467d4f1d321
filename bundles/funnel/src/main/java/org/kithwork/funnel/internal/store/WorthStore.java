package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Adds up what open opportunities are worth. */
@Component(service = WorthStore.class)
public final class WorthStore {

    private final FunnelUnit unit;

    @Activate
    public WorthStore(@Reference FunnelUnit unit) {
        this.unit = unit;
    }

    /**
     * Open opportunities of one stage, one currency and one estimate.
     *
     * @param currency {@code null} for those without an amount
     * @param probability as estimated; {@code null} where that of the stage holds
     */
    public record Worth(
            StageId stage,
            @Nullable Currency currency,
            @Nullable Integer probability,
            long count,
            BigDecimal sum) {

        /** The sum times the probability, not rounded. */
        public BigDecimal weighted(Stage where) {
            return sum.multiply(BigDecimal.valueOf(probability == null ? where.probability() : probability))
                    .movePointLeft(2);
        }
    }

    /** What is open in a pipeline, as far as it is visible. */
    public List<Worth> open(PipelineId pipeline, @Nullable UserId owner, Visibility visibility) {
        return unit.in(em -> Sql.select("o.stage_id, o.currency, o.probability, COUNT(*), SUM(o.amount)"
                        + " FROM funnel_opportunity o " + Sql.byIndex("funnel_opportunity_worth"))
                .where("o.pipeline_id = ?", pipeline.value())
                .where("o.status = 'OPEN'")
                .whereIf("o.owner_id = ?", owner == null ? null : owner.value())
                .where(OpportunityStore.visible(visibility))
                .groupBy("o.stage_id, o.currency, o.probability")
                .rows(em)
                .stream()
                .map(row -> new Worth(
                        new StageId((String) row[0]),
                        row[1] == null ? null : Currency.getInstance((String) row[1]),
                        row[2] == null ? null : ((Number) row[2]).intValue(),
                        ((Number) row[3]).longValue(),
                        row[4] == null ? BigDecimal.ZERO : new BigDecimal(row[4].toString())))
                .toList());
    }
}
