package org.kithwork.funnel.internal.opportunity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.event.EventType;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelEvents;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pipeline.Move;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.PipelineUse;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.store.OpportunityStore;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.TransitionStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Moves opportunities from stage to stage: the one way to win, lose and open them again. The rules of the stages hold whoever moves.
 * A move, its step, its audit and its event are one transaction.
 */
@Component(service = OpportunityMoves.class)
public final class OpportunityMoves {

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_COMPETITOR = 100;

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Transactions transactions;
    private final OpportunityStore store;
    private final TransitionStore steps;
    private final PipelineStore pipelines;
    private final LostReasons reasons;
    private final PipelineUse use;
    private final EntryTasks tasks;
    private final Trail trail;
    private final Clock clock;

    @Activate
    public OpportunityMoves(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference OpportunityStore store,
            @Reference TransitionStore steps,
            @Reference PipelineStore pipelines,
            @Reference LostReasons reasons,
            @Reference PipelineUse use,
            @Reference EntryTasks tasks,
            @Reference Trail trail,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.transactions = transactions;
        this.store = store;
        this.steps = steps;
        this.pipelines = pipelines;
        this.reasons = reasons;
        this.use = use;
        this.tasks = tasks;
        this.trail = trail;
        this.clock = clock;
    }

    /** What was asked for, read. */
    private record Asked(
            StageId stage,
            @Nullable StageId from,
            @Nullable PipelineId pipeline,
            @Nullable String reason,
            @Nullable String competitor) {}

    /**
     * Moves an opportunity. To where it is already changes nothing. Refused with {@code moved-meanwhile} where it is not where the caller
     * thinks, with {@code move-not-allowed} against the rules of the stage, with {@code fields-missing} where it lacks what the stage asks
     * for.
     */
    public Opportunity move(OpportunityId id, MoveDraft draft) {
        var right = access.visibility(FunnelPermissions.OPPORTUNITY_EDIT);
        var asked = read(draft);
        return transactions.call(() -> {
            var before = store.lock(id, right).orElseThrow(OpportunityId::notFound);
            if (asked.from() != null && !asked.from().equals(before.stageId())) {
                throw Problem.conflict(OpportunityReader.message("moved-meanwhile"));
            }
            var pipeline = pipelines.find(before.pipelineId()).orElseThrow();
            var from = pipeline.find(before.stageId()).orElseThrow();
            var target = asked.pipeline() == null || asked.pipeline().equals(pipeline.id())
                    ? pipeline
                    : other(asked.pipeline(), before);
            var to = target.find(asked.stage())
                    .orElseThrow(() -> Problem.invalid("/stage", OpportunityReader.message("stage-elsewhere")));
            return to.equals(from) ? before : moved(before, from, target, to, asked);
        });
    }

    private Pipeline other(PipelineId id, Opportunity before) {
        if (before.status() != Status.OPEN) {
            throw Problem.conflict(OpportunityReader.message("decided-pipeline"));
        }
        var other = pipelines
                .find(id)
                .filter(found -> !found.retired())
                .orElseThrow(() -> Problem.invalid("/pipeline", OpportunityReader.message("pipeline-not-in-use")));
        if (!use.allows(other, before.owner(), before.storeId())) {
            throw Problem.invalid("/pipeline", OpportunityReader.message("pipeline-of-others"));
        }
        return other;
    }

    private Opportunity moved(Opportunity before, Stage from, Pipeline pipeline, Stage to, Asked asked) {
        var move = pipeline.id().equals(before.pipelineId()) ? pipeline.move(from, to) : Move.SWITCH;
        requireRight(move);
        requireAllowed(move, from, to);
        requireReason(move, asked);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var lost = move == Move.LOSE ? asked.reason() : null;
        var after = before.in(pipeline.id(), to, now, lost, asked.competitor());
        Requirements.check(after, to);
        var customer = before.customerId();
        if (customer != null) {
            customers.requireOpen(customer);
        }
        var actor = access.actor();
        steps.append(
                before.id(),
                Transition.next(
                        steps.count(before.id()) + 1,
                        pipeline,
                        from,
                        to,
                        move,
                        now,
                        new ActorName(actor.id(), actor.name()),
                        asked.reason()));
        steps.stayed(before, now);
        steps.reached(before.id(), pipeline);
        var kept = store.change(after, actor);
        tell(move, before, kept, now, asked);
        tasks.entered(kept, to);
        return kept;
    }

    private void tell(Move move, Opportunity before, Opportunity after, Instant now, Asked asked) {
        var data = new HashMap<>(OpportunityBook.figures(after));
        data.put("fromStageId", before.stageId().value());
        if (move == Move.LOSE && asked.reason() != null) {
            data.put("reason", asked.reason());
        }
        trail.happened(
                type(move),
                after.customerId(),
                after.id().value(),
                now,
                data,
                move == Move.REOPEN ? asked.reason() : null);
    }

    private static EventType type(Move move) {
        return switch (move) {
            case FORWARD, BACK, SWITCH, AFTER_SALE -> FunnelEvents.OPPORTUNITY_MOVED;
            case WIN -> FunnelEvents.OPPORTUNITY_WON;
            case LOSE -> FunnelEvents.OPPORTUNITY_LOST;
            case REOPEN -> FunnelEvents.OPPORTUNITY_REOPENED;
        };
    }

    private void requireRight(Move move) {
        if (move == Move.BACK) {
            access.require(FunnelPermissions.OPPORTUNITY_ROLL_BACK);
        } else if (move == Move.REOPEN) {
            access.require(FunnelPermissions.OPPORTUNITY_REOPEN);
        }
    }

    private static void requireAllowed(Move move, Stage from, Stage to) {
        var restricts = move == Move.FORWARD || move == Move.BACK || move == Move.WIN || move == Move.LOSE;
        if (restricts && !to.from().isEmpty() && !to.from().contains(from.id())) {
            throw Problem.conflict(OpportunityReader.message("move-not-allowed"));
        }
    }

    private void requireReason(Move move, Asked asked) {
        if (move == Move.LOSE) {
            reasons.require(asked.reason());
        } else if (move == Move.REOPEN && asked.reason() == null) {
            throw Problem.invalid("/reason", OpportunityReader.message("reopen-reason"));
        }
    }

    private static Asked read(MoveDraft draft) {
        var faults = new Faults();
        var stage = faults.id("/stage", draft.stage());
        if (draft.stage() == null || Faults.isBlank(draft.stage())) {
            faults.add("/stage", "required");
        }
        var from = faults.id("/from", draft.from());
        var pipeline = faults.id("/pipeline", draft.pipeline());
        var reason = faults.optionalText("/reason", draft.reason(), LONGEST_REASON);
        var competitor = faults.optionalText("/competitor", draft.competitor(), LONGEST_COMPETITOR);
        faults.check();
        if (stage == null) {
            throw new IllegalStateException("A draft without faults has a stage");
        }
        return new Asked(
                new StageId(stage),
                from == null ? null : new StageId(from),
                pipeline == null ? null : new PipelineId(pipeline),
                reason,
                competitor);
    }
}
