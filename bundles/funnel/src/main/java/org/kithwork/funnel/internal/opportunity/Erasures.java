package org.kithwork.funnel.internal.opportunity;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.pipeline.Move;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.store.OpportunityStore;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.TransitionStore;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Loses what is open with a customer who is erased: nobody could win it any more. Asks no right: the core calls it for the module. */
@Component(service = Erasures.class)
public final class Erasures {

    /** The reason that nobody can choose. */
    static final String REASON = "ERASED";

    private final OpportunityStore store;
    private final TransitionStore steps;
    private final PipelineStore pipelines;
    private final AccessControl access;
    private final Clock clock;

    @Activate
    public Erasures(
            @Reference OpportunityStore store,
            @Reference TransitionStore steps,
            @Reference PipelineStore pipelines,
            @Reference AccessControl access,
            @Reference Clock clock) {
        this.store = store;
        this.steps = steps;
        this.pipelines = pipelines;
        this.access = access;
        this.clock = clock;
    }

    /** Loses all that is open with the customer. */
    public void lose(CustomerId customer) {
        store.lockOpen(customer).forEach(this::lose);
    }

    private void lose(Opportunity before) {
        var pipeline = pipelines.find(before.pipelineId()).orElseThrow();
        var from = pipeline.find(before.stageId()).orElseThrow();
        var lost = lost(pipeline);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var actor = access.actor();
        steps.append(
                before.id(),
                Transition.next(
                        steps.count(before.id()) + 1,
                        pipeline,
                        from,
                        lost,
                        Move.LOSE,
                        now,
                        new ActorName(actor.id(), actor.name()),
                        REASON));
        steps.stayed(before, now);
        store.change(before.in(pipeline.id(), lost, now, REASON, null), actor);
    }

    private static Stage lost(Pipeline pipeline) {
        return pipeline.stages().stream()
                .filter(stage -> stage.kind() == StageKind.LOST)
                .findFirst()
                .orElseThrow();
    }
}
