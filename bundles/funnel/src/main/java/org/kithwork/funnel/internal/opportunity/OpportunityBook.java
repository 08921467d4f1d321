package org.kithwork.funnel.internal.opportunity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelEvents;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.OpportunityReader.Checked;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineUse;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.store.OpportunityStore;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.TransitionStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes opportunities down and changes what is said of them. Each change, its audit and its event are one transaction. */
@Component(service = OpportunityBook.class)
public final class OpportunityBook {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Transactions transactions;
    private final OpportunityStore store;
    private final TransitionStore steps;
    private final PipelineStore pipelines;
    private final OpportunityReader reader;
    private final OpportunityFields fields;
    private final LostReasons reasons;
    private final PipelineUse use;
    private final EntryTasks tasks;
    private final Trail trail;
    private final Clock clock;

    @Activate
    public OpportunityBook(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference OpportunityStore store,
            @Reference TransitionStore steps,
            @Reference PipelineStore pipelines,
            @Reference OpportunityReader reader,
            @Reference OpportunityFields fields,
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
        this.reader = reader;
        this.fields = fields;
        this.reasons = reasons;
        this.use = use;
        this.tasks = tasks;
        this.trail = trail;
        this.clock = clock;
    }

    /** Writes an opportunity down in an open stage of a pipeline; refuses one that lacks what the stage asks for. */
    public Opportunity create(OpportunityDraft draft) {
        var right = access.visibility(FunnelPermissions.OPPORTUNITY_CREATE);
        var faults = new Faults();
        var asked = begin(faults, draft);
        var said = reader.read(draft, right, null, faults);
        var owner = said.owner();
        if (owner == null) {
            throw Problem.invalid("/ownerId", OpportunityReader.message("owner-needed"));
        }
        var placed = said.of(storeOf(said));
        var begin = asked == null ? begin(owner, placed.store()) : asked;
        var pipeline = begin.pipeline();
        var stage = begin.stage();
        requireFor(pipeline, owner, placed.store(), "/pipelineId");
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var made = opened(placed, said.customer(), owner, pipeline, stage, now);
        Requirements.check(made, stage);
        return transactions.call(() -> {
            requireOpen(said.customer());
            var kept = store.insert(made, access.actor());
            steps.append(kept.id(), Transition.first(pipeline, stage, now, by()));
            steps.reached(kept.id(), pipeline);
            trail.happened(
                    FunnelEvents.OPPORTUNITY_OPENED,
                    kept.customerId(),
                    kept.id().value(),
                    now,
                    figures(kept),
                    null);
            tasks.entered(kept, stage);
            return kept;
        });
    }

    /**
     * Writes an opportunity down as a row of an import tells of it, with the step by which it was decided where it is, in the transaction of
     * the import, whose row is the audit of it. The rules of the stages hold as for anybody.
     *
     * @param faults what was found at fault of the row before
     * @param newcomer makes the customer of a draft that names none, once nothing is at fault
     */
    public Opportunity enterRow(
            OpportunityDraft draft, Course course, Faults faults, @Nullable Supplier<CustomerId> newcomer) {
        var said = reader.read(draft, access.visibility(FunnelPermissions.OPPORTUNITY_CREATE), null, faults);
        var owner = said.owner();
        if (owner == null) {
            throw Problem.invalid("/ownerId", OpportunityReader.message("owner-needed"));
        }
        requireFor(course.pipeline(), owner, said.store(), "/stage");
        if (course.stage().kind() == StageKind.LOST) {
            reasons.require(course.lostReason());
        }
        var begun = course.stage().kind() == StageKind.OPEN
                ? course.stage()
                : course.pipeline().first();
        var customer = newcomer == null ? said.customer() : newcomer.get();
        var open = opened(said, customer, owner, course.pipeline(), begun, course.openedAt());
        var made = course.stage().equals(begun)
                ? open
                : open.in(
                        course.pipeline().id(),
                        course.stage(),
                        course.decidedAt(),
                        course.stage().kind() == StageKind.LOST ? course.lostReason() : null,
                        null);
        Requirements.check(made, course.stage());
        requireOpen(customer);
        var kept = store.insert(made, access.actor());
        steps.append(kept.id(), Transition.first(course.pipeline(), begun, course.openedAt(), by()));
        trail.told(FunnelEvents.OPPORTUNITY_OPENED, customer, kept.id().value(), course.openedAt(), figures(kept));
        if (!made.equals(open)) {
            var move = course.pipeline().move(begun, course.stage());
            steps.append(
                    kept.id(),
                    Transition.next(
                            2,
                            course.pipeline(),
                            begun,
                            course.stage(),
                            move,
                            course.decidedAt(),
                            by(),
                            course.lostReason()));
            steps.stayed(open, course.decidedAt());
            trail.told(
                    made.status() == Status.WON ? FunnelEvents.OPPORTUNITY_WON : FunnelEvents.OPPORTUNITY_LOST,
                    customer,
                    kept.id().value(),
                    course.decidedAt(),
                    figures(kept));
        }
        steps.reached(kept.id(), course.pipeline());
        return kept;
    }

    /**
     * How far an opportunity has come elsewhere.
     *
     * @param decidedAt when it was won or lost; of an open one the same as when it came up
     */
    public record Course(
            Pipeline pipeline,
            Stage stage,
            Instant openedAt,
            Instant decidedAt,
            @Nullable String lostReason) {}

    private static Opportunity opened(
            Checked said, @Nullable CustomerId customer, ActorName owner, Pipeline pipeline, Stage stage, Instant at) {
        return new Opportunity(
                said.id(),
                0,
                customer,
                pipeline.id(),
                stage.id(),
                Status.OPEN,
                said.title(),
                said.amount(),
                said.closeOn(),
                said.probability(),
                said.forecast(),
                said.source(),
                said.campaignId(),
                said.products(),
                owner,
                said.collaborators(),
                said.store(),
                null,
                said.competitor(),
                at,
                at,
                null,
                null,
                at);
    }

    /** Takes back what an import wrote down; answers whether it is gone: it stays where somebody changed or moved it since. */
    public boolean takeBack(OpportunityId id, Instant until) {
        return store.removeUnchanged(id, until);
    }

    /** Changes the members that the patch names; what its stage asks for stays needed. */
    public Opportunity change(OpportunityId id, long version, Patch patch) {
        var right = access.visibility(FunnelPermissions.OPPORTUNITY_EDIT);
        patch.allow(OpportunityChange.class);
        return transactions.call(() -> {
            var before = store.lock(id, right).orElseThrow(OpportunityId::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            if (before.status() != Status.OPEN && patch.has("probability")) {
                throw Problem.conflict(OpportunityReader.message("decided-probability"));
            }
            fields.requireWritable(before, patch.members());
            var said = reader.read(OpportunityDraft.of(before, patch), right, before, new Faults());
            var after = said(before, said);
            if (after.equals(before)) {
                return before;
            }
            requireCovered(before, after);
            if (patch.has("customerId")) {
                requireOpen(after.customerId());
            }
            var pipeline = pipelines.find(after.pipelineId()).orElseThrow();
            pipeline.find(after.stageId()).ifPresent(where -> Requirements.check(after, where));
            if (patch.has("ownerId") || patch.has("storeId")) {
                requireFor(pipeline, after.owner(), after.storeId(), patch.has("ownerId") ? "/ownerId" : "/storeId");
            }
            trail.happened(
                    FunnelEvents.OPPORTUNITY_CHANGED,
                    after.customerId(),
                    id.value(),
                    clock.instant(),
                    Map.of("fields", patch.members().stream().sorted().collect(Collectors.joining(", "))),
                    null);
            var kept = store.change(after, access.actor());
            tasks.plan(kept);
            return kept;
        });
    }

    /** What came back stays within what it is worth. */
    private void requireCovered(Opportunity before, Opportunity after) {
        var amount = after.amount();
        if (Objects.equals(before.amount(), amount)) {
            return;
        }
        store.returned(before.id()).ifPresent(returned -> {
            if (amount == null || !amount.currency().equals(returned.currency()) || amount.compare(returned) < 0) {
                throw Problem.conflict(OpportunityReader.message("amount-returned", returned.toString()));
            }
        });
    }

    /** Takes products over that were agreed upon elsewhere, such as those of a quote; the amount is their sum. */
    public Opportunity take(OpportunityId id, List<ProductLine> products) {
        var right = access.visibility(FunnelPermissions.OPPORTUNITY_EDIT);
        return transactions.call(() -> {
            var before = store.lock(id, right).orElseThrow(OpportunityId::notFound);
            fields.requireWritable(before, List.of("products"));
            var after = before.of(products);
            if (after.equals(before)) {
                return before;
            }
            requireCovered(before, after);
            trail.happened(
                    FunnelEvents.OPPORTUNITY_CHANGED,
                    after.customerId(),
                    id.value(),
                    clock.instant(),
                    Map.of("fields", "amount, products"),
                    null);
            return store.change(after, access.actor());
        });
    }

    private static Opportunity said(Opportunity before, Checked said) {
        var owner = said.owner();
        return new Opportunity(
                before.id(),
                before.version(),
                said.customer(),
                before.pipelineId(),
                before.stageId(),
                before.status(),
                said.title(),
                said.amount(),
                said.closeOn(),
                said.probability(),
                said.forecast(),
                said.source(),
                said.campaignId(),
                said.products(),
                owner == null ? before.owner() : owner,
                said.collaborators(),
                said.store(),
                before.lostReason(),
                said.competitor(),
                before.openedAt(),
                before.enteredAt(),
                before.wonAt(),
                before.lostAt(),
                before.stageSince());
    }

    /** Where an opportunity begins. */
    private record Begin(Pipeline pipeline, Stage stage) {}

    /** Where the draft says that it begins; {@code null} where it says nothing, or something at fault. */
    private @Nullable Begin begin(Faults faults, OpportunityDraft draft) {
        var pipeline = faults.id("/pipelineId", draft.pipelineId());
        var stage = faults.id("/stageId", draft.stageId());
        if (pipeline == null && stage == null) {
            return null;
        }
        var found = pipelines.all().stream()
                .filter(one -> pipeline == null
                        ? one.find(new StageId(String.valueOf(stage))).isPresent()
                        : one.id().value().equals(pipeline))
                .findFirst();
        if (found.isEmpty() || found.get().retired()) {
            faults.add(pipeline == null ? "/stageId" : "/pipelineId", found.isEmpty() ? "id-invalid" : "not-in-use");
            return null;
        }
        var where =
                stage == null ? Optional.of(found.get().first()) : found.get().find(new StageId(stage));
        if (where.isEmpty()) {
            faults.add("/stageId", "id-invalid");
        } else if (where.get().kind() != StageKind.OPEN) {
            faults.add("/stageId", OpportunityReader.message("begins-open"));
        }
        return where.map(one -> new Begin(found.get(), one)).orElse(null);
    }

    /** The beginning of the first pipeline that is for such opportunities. */
    private Begin begin(ActorName owner, @Nullable StoreId store) {
        return pipelines.all().stream()
                .filter(one -> !one.retired() && use.allows(one, owner, store))
                .findFirst()
                .map(one -> new Begin(one, one.first()))
                .orElseThrow(() -> Problem.conflict(OpportunityReader.message("no-pipeline")));
    }

    private void requireFor(Pipeline pipeline, ActorName owner, @Nullable StoreId store, String pointer) {
        if (!use.allows(pipeline, owner, store)) {
            throw Problem.invalid(pointer, OpportunityReader.message("pipeline-of-others"));
        }
    }

    private @Nullable StoreId storeOf(Checked said) {
        var customer = said.customer();
        if (said.store() != null || customer == null) {
            return said.store();
        }
        return customers.find(customer).map(Customer::storeId).orElse(null);
    }

    private void requireOpen(@Nullable CustomerId customer) {
        if (customer != null) {
            customers.requireOpen(customer);
        }
    }

    private ActorName by() {
        var actor = access.actor();
        return new ActorName(actor.id(), actor.name());
    }

    /** What the events of an opportunity tell: ids and figures. */
    static Map<String, Object> figures(Opportunity opportunity) {
        var data = new HashMap<String, Object>();
        data.put("pipelineId", opportunity.pipelineId().value());
        data.put("stageId", opportunity.stageId().value());
        data.put("ownerId", opportunity.owner().id());
        var amount = opportunity.amount();
        if (amount != null) {
            data.put("amount", amount.amount().toPlainString());
            data.put("currency", amount.currency().getCurrencyCode());
        }
        var place = opportunity.storeId();
        if (place != null) {
            data.put("storeId", place.value());
        }
        return data;
    }
}
