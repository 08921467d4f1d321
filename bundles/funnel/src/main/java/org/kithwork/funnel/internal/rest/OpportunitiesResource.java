package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.Named;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.EntryTasks;
import org.kithwork.funnel.internal.opportunity.MoveDraft;
import org.kithwork.funnel.internal.opportunity.Opportunities;
import org.kithwork.funnel.internal.opportunity.Opportunities.Filter;
import org.kithwork.funnel.internal.opportunity.Opportunities.Order;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.OpportunityBook;
import org.kithwork.funnel.internal.opportunity.OpportunityChange;
import org.kithwork.funnel.internal.opportunity.OpportunityDraft;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.opportunity.OpportunityMoves;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.funnel.internal.opportunity.Task;
import org.kithwork.funnel.internal.opportunity.Transition;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What may be sold to whom. */
@Component(service = OpportunitiesResource.class)
@JakartarsResource
@Path("funnel/opportunities")
@Produces(MediaType.APPLICATION_JSON)
public final class OpportunitiesResource {

    private final Opportunities opportunities;
    private final OpportunityBook book;
    private final OpportunityMoves moves;
    private final EntryTasks tasks;
    private final CustomerDirectory directory;
    private final Paging paging;

    @Activate
    public OpportunitiesResource(
            @Reference Opportunities opportunities,
            @Reference OpportunityBook book,
            @Reference OpportunityMoves moves,
            @Reference EntryTasks tasks,
            @Reference CustomerDirectory directory,
            @Reference Paging paging) {
        this.opportunities = opportunities;
        this.book = book;
        this.moves = moves;
        this.tasks = tasks;
        this.directory = directory;
        this.paging = paging;
    }

    /**
     * Newest first, or by the day on which a decision is expected ({@code order=CLOSE}); with {@code stuck=true} those alone that have been
     * in their stage for longer than is usual there.
     */
    @GET
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public Named<Opportunity> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("pipeline") @Nullable PipelineId pipeline,
            @QueryParam("stage") @Nullable StageId stage,
            @QueryParam("status") @Nullable String status,
            @QueryParam("owner") @Nullable UserId owner,
            @QueryParam("closeFrom") @Nullable String closeFrom,
            @QueryParam("closeUntil") @Nullable String closeUntil,
            @QueryParam("stuck") boolean stuck,
            @QueryParam("order") @Nullable String order,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var faults = new Faults();
        var filter = new Filter(
                customer,
                pipeline,
                stage,
                faults.choice("/status", status, Status.class),
                owner,
                faults.day("/closeFrom", closeFrom),
                faults.day("/closeUntil", closeUntil),
                stuck);
        var sorted = faults.choice("/order", order, Order.class);
        faults.check();
        return Named.of(
                opportunities.list(filter, sorted == null ? Order.OPENED : sorted, paging.request(limit, cursor)),
                directory,
                Opportunity::customerId);
    }

    /** Writes one down. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.CREATE_OPPORTUNITIES)
    @Returns(status = 201, value = Opportunity.class)
    public Response create(@QueryParam("customer") @Nullable String customer, OpportunityDraft draft) {
        var made = opportunities.shown(book.create(draft.of(customer)));
        return answer(Response.created(URI.create("funnel/opportunities/" + made.id())), made);
    }

    @GET
    @Path("{id}")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    @Returns(Opportunity.class)
    public Response get(@PathParam("id") OpportunityId id) {
        return answer(Response.ok(), opportunities.get(id));
    }

    /** Changes the members that the patch names. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(FunnelPermissions.EDIT_OPPORTUNITIES)
    @Takes(OpportunityChange.class)
    @Returns(Opportunity.class)
    public Response change(
            @PathParam("id") OpportunityId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), opportunities.shown(book.change(id, Version.required(version), patch)));
    }

    /** Moves it to another stage. */
    @POST
    @Path("{id}/moves")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.EDIT_OPPORTUNITIES)
    @Returns(Opportunity.class)
    public Response move(@PathParam("id") OpportunityId id, MoveDraft draft) {
        return answer(Response.ok(), opportunities.shown(moves.move(id, draft)));
    }

    /**
     * What became of it.
     *
     * @param items the steps, the first one first
     * @param seconds how long it has been in each stage, by the id of the stage
     */
    public record History(List<Transition> items, Map<String, Long> seconds) {}

    /** Its steps, and how long it has been in each stage. */
    @GET
    @Path("{id}/transitions")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public History history(@PathParam("id") OpportunityId id) {
        var seconds = opportunities.stays(id).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, stay -> stay.getValue().toSeconds()));
        return new History(opportunities.history(id), seconds);
    }

    /** What there is to do: few, so that there are no pages. */
    public record Tasks(List<Task> items) {}

    /** What its stages ask for, the first due first. */
    @GET
    @Path("{id}/tasks")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public Tasks tasks(@PathParam("id") OpportunityId id) {
        return new Tasks(tasks.list(id));
    }

    /** Plans what waits. */
    @POST
    @Path("{id}/tasks")
    @Requires(FunnelPermissions.EDIT_OPPORTUNITIES)
    public Tasks plan(@PathParam("id") OpportunityId id) {
        return new Tasks(tasks.plan(id));
    }

    private static Response answer(Response.ResponseBuilder response, Opportunity opportunity) {
        return response.tag(Long.toString(opportunity.version()))
                .entity(opportunity)
                .build();
    }
}
