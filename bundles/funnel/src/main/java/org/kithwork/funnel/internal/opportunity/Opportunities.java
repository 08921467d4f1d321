package org.kithwork.funnel.internal.opportunity;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.figure.Stays;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.store.OpportunityStore;
import org.kithwork.funnel.internal.store.TransitionStore;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.UserId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads opportunities, as far as they or their customers are in the actor's scope. */
@Component(service = Opportunities.class)
public final class Opportunities {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final OpportunityStore store;
    private final TransitionStore steps;
    private final OpportunityFields fields;
    private final Paging paging;
    private final Clock clock;

    @Activate
    public Opportunities(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference OpportunityStore store,
            @Reference TransitionStore steps,
            @Reference OpportunityFields fields,
            @Reference Paging paging,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.store = store;
        this.steps = steps;
        this.fields = fields;
        this.paging = paging;
        this.clock = clock;
    }

    /**
     * What a list is narrowed by.
     *
     * @param closeFrom only with a decision expected from that day on
     * @param closeUntil only with a decision expected up to that day
     * @param stuck only open ones that have been in their stage for longer than is usual there
     */
    public record Filter(
            @Nullable CustomerId customer,
            @Nullable PipelineId pipeline,
            @Nullable StageId stage,
            @Nullable Status status,
            @Nullable UserId owner,
            @Nullable LocalDate closeFrom,
            @Nullable LocalDate closeUntil,
            boolean stuck) {

        /** Those that are stuck and those that are not. */
        public Filter(
                @Nullable CustomerId customer,
                @Nullable PipelineId pipeline,
                @Nullable StageId stage,
                @Nullable Status status,
                @Nullable UserId owner,
                @Nullable LocalDate closeFrom,
                @Nullable LocalDate closeUntil) {
            this(customer, pipeline, stage, status, owner, closeFrom, closeUntil, false);
        }

        /** The cards of one column of the board. */
        public static Filter column(PipelineId pipeline, StageId stage, @Nullable UserId owner) {
            return new Filter(null, pipeline, stage, null, owner, null, null);
        }
    }

    /** How a list is sorted. */
    public enum Order {
        /** The newest first. */
        OPENED,
        /** Those whose decision is expected first, then those of which nobody knows. */
        CLOSE
    }

    /** The opportunity; refuses with {@code not-found} what is not there or out of scope. */
    public Opportunity get(OpportunityId id) {
        return store.find(id, access.visibility(FunnelPermissions.OPPORTUNITY_VIEW))
                .map(fields::shown)
                .orElseThrow(OpportunityId::notFound);
    }

    /**
     * Some opportunities as the actor may see them.
     *
     * @param withoutAmount those whose amount is hidden from the actor
     */
    public record Found(List<Opportunity> shown, Set<OpportunityId> withoutAmount) {}

    /** Those of these that are there and in scope, and of which the amount is hidden. */
    public Found find(Collection<OpportunityId> ids) {
        var found = store.find(ids, access.visibility(FunnelPermissions.OPPORTUNITY_VIEW));
        return new Found(fields.shown(found), fields.withoutAmount(found));
    }

    /** Those that match and that the actor may see. */
    public Page<Opportunity> list(Filter filter, Order order, PageRequest request) {
        var visibility = access.visibility(FunnelPermissions.OPPORTUNITY_VIEW);
        var visible = filter.customer() == null
                ? filter
                : new Filter(
                        customers.requireVisible(filter.customer()),
                        filter.pipeline(),
                        filter.stage(),
                        filter.status(),
                        filter.owner(),
                        filter.closeFrom(),
                        filter.closeUntil(),
                        filter.stuck());
        var page = paging.page(store.list(visible, order, visibility, request), request, one -> store.key(one, order));
        return new Page<>(fields.shown(page.items()), page.next());
    }

    /** An opportunity that was just changed, as the actor may see it. */
    public Opportunity shown(Opportunity opportunity) {
        return fields.shown(opportunity);
    }

    /** Every step of an opportunity, the first one first. */
    public List<Transition> history(OpportunityId id) {
        get(id);
        return steps.of(id);
    }

    /** How long an opportunity has been in each stage, by the id of the stage. */
    public Map<String, Duration> stays(OpportunityId id) {
        var entries = history(id).stream()
                .map(step -> new Stays.Entry(step.to().value(), step.at()))
                .toList();
        return Stays.of(entries, clock.instant());
    }
}
