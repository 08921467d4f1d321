package org.kithwork.funnel.internal.repurchase;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.RepurchaseRuleStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** In which pipelines opportunities come up by themselves: in none until somebody says so. */
@Component(service = RepurchaseRules.class)
public final class RepurchaseRules {

    private static final int LONGEST_TITLE = 200;
    private static final int FEWEST_DAYS = 3;
    private static final int USUAL_DAYS = 4;
    private static final int MOST_DAYS = 50;
    private static final int DECIMALS = 2;
    private static final BigDecimal LEAST_FACTOR = new BigDecimal("0.5");
    private static final BigDecimal GREATEST_FACTOR = new BigDecimal("3");

    private final AccessControl access;
    private final Transactions transactions;
    private final PipelineStore pipelines;
    private final RepurchaseRuleStore store;
    private final Trail trail;

    @Activate
    public RepurchaseRules(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference PipelineStore pipelines,
            @Reference RepurchaseRuleStore store,
            @Reference Trail trail) {
        this.access = access;
        this.transactions = transactions;
        this.pipelines = pipelines;
        this.store = store;
        this.trail = trail;
    }

    /**
     * What is said of a rule; raw, so that every fault can be named at once.
     *
     * @param stageId an open stage; the first one where absent
     * @param factor 1 where absent
     * @param leastDays 4, which make three gaps, where absent
     * @param active true where absent
     */
    public record Draft(
            @Nullable String stageId,
            @Nullable String title,
            @Nullable String factor,
            @Nullable Integer leastDays,
            @Nullable Boolean active) {}

    /** Those that were ever said, by pipeline. */
    public List<RepurchaseRule> list() {
        access.require(FunnelPermissions.PIPELINE_VIEW);
        return store.all();
    }

    /** Says it for a pipeline; all of its customers are looked at anew. */
    public RepurchaseRule put(PipelineId id, Draft draft) {
        access.require(FunnelPermissions.PIPELINE_CONFIGURE);
        var pipeline = pipelines.find(id).orElseThrow(PipelineId::notFound);
        var rule = read(pipeline, draft);
        return transactions.call(() -> {
            store.put(rule);
            trail.audited(
                    "funnel.repurchase-rule.changed",
                    null,
                    id.value(),
                    Map.of(
                            "active",
                            rule.active(),
                            "factor",
                            rule.factor().toPlainString(),
                            "leastDays",
                            rule.leastDays()),
                    null);
            return rule;
        });
    }

    private static RepurchaseRule read(Pipeline pipeline, Draft draft) {
        var faults = new Faults();
        var stage = stage(faults, pipeline, draft.stageId());
        var title = faults.requiredText("/title", draft.title(), LONGEST_TITLE);
        var factor = factor(faults, draft.factor());
        var leastDays = Objects.requireNonNullElse(draft.leastDays(), USUAL_DAYS);
        if (leastDays < FEWEST_DAYS || leastDays > MOST_DAYS) {
            faults.add("/leastDays", message("least-days-range", FEWEST_DAYS, MOST_DAYS));
        }
        faults.check();
        return new RepurchaseRule(
                pipeline.id(), stage, title, factor, leastDays, !Boolean.FALSE.equals(draft.active()));
    }

    private static StageId stage(Faults faults, Pipeline pipeline, @Nullable String said) {
        var id = faults.id("/stageId", said);
        if (id == null) {
            return pipeline.first().id();
        }
        var stage = new StageId(id);
        if (pipeline.find(stage).filter(one -> one.kind() == StageKind.OPEN).isEmpty()) {
            faults.add("/stageId", message("stage-open"));
        }
        return stage;
    }

    private static BigDecimal factor(Faults faults, @Nullable String said) {
        var factor = faults.decimal("/factor", said);
        if (factor == null) {
            return BigDecimal.ONE.setScale(DECIMALS);
        }
        if (factor.compareTo(LEAST_FACTOR) < 0
                || factor.compareTo(GREATEST_FACTOR) > 0
                || factor.stripTrailingZeros().scale() > DECIMALS) {
            faults.add("/factor", message("factor-range", LEAST_FACTOR, GREATEST_FACTOR, DECIMALS));
            return factor;
        }
        return factor.setScale(DECIMALS);
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(RepurchaseRules.class, code, arguments);
    }
}
