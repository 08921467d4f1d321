package org.kithwork.funnel.internal.odds;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.figure.LearnedProbability;
import org.kithwork.funnel.internal.odds.Odds.Reason;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.store.OddsStore;
import org.kithwork.funnel.internal.store.OddsStore.Counted;
import org.kithwork.funnel.internal.store.OpportunityStore;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.text.Bilingual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells how likely an open opportunity is won, and why, from what became of those like it, whoever may see them. */
@Component(service = Chances.class)
public final class Chances {

    private final AccessControl access;
    private final OpportunityStore opportunities;
    private final PipelineStore pipelines;
    private final OddsStore store;
    private final Clock clock;

    @Activate
    public Chances(
            @Reference AccessControl access,
            @Reference OpportunityStore opportunities,
            @Reference PipelineStore pipelines,
            @Reference OddsStore store,
            @Reference Clock clock) {
        this.access = access;
        this.opportunities = opportunities;
        this.pipelines = pipelines;
        this.store = store;
        this.clock = clock;
    }

    /** The odds of an open opportunity; of a decided one there are none. */
    public Odds of(OpportunityId id) {
        var one = opportunities
                .find(id, access.visibility(FunnelPermissions.OPPORTUNITY_VIEW))
                .orElseThrow(OpportunityId::notFound);
        if (one.status() != Status.OPEN) {
            throw Problem.conflict(message("odds-decided"));
        }
        var stage = pipelines
                .find(one.pipelineId())
                .flatMap(pipeline -> pipeline.find(one.stageId()))
                .orElseThrow();
        var days = Age.bucket(Duration.between(one.stageSince(), clock.instant()));
        return odds(one, stage, days, store.find(one.pipelineId(), stage.id(), one.source(), days));
    }

    private static Odds odds(Opportunity one, Stage stage, int days, Counted counted) {
        var weight = LearnedProbability.DEFAULT_WEIGHT;
        return new Odds(
                learned(stage, counted),
                assumed(stage),
                counted.won(),
                counted.closed(),
                weight,
                one.source(),
                days,
                reasons(one, stage, days, counted, weight));
    }

    /** What a stage takes for granted, as a share. */
    static BigDecimal assumed(Stage stage) {
        return BigDecimal.valueOf(stage.probability(), 2);
    }

    static BigDecimal learned(Stage stage, Counted counted) {
        return LearnedProbability.of(
                counted.won(), counted.closed(), assumed(stage), LearnedProbability.DEFAULT_WEIGHT);
    }

    private static List<Reason> reasons(Opportunity one, Stage stage, int days, Counted counted, int weight) {
        var reasons = new ArrayList<Reason>();
        var source = one.source();
        if (counted.closed() == 0) {
            reasons.add(reason("nothing-decided"));
        } else if (source == null) {
            reasons.add(reason("decided-without-source", counted.won(), counted.closed(), days));
        } else {
            reasons.add(reason("decided-of-source", counted.won(), counted.closed(), days, source));
        }
        reasons.add(reason("stage-assumes", stage.probability(), weight));
        if (one.probability() != null) {
            reasons.add(reason("estimate-left-out", one.probability()));
        }
        return reasons;
    }

    private static Reason reason(String code, Object... figures) {
        var message = message(code, figures);
        return new Reason(
                code,
                Arrays.stream(figures).map(Object::toString).toList(),
                new Bilingual(message.text(Locale.SIMPLIFIED_CHINESE), message.text(Locale.ENGLISH)));
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(Chances.class, code, arguments);
    }
}
