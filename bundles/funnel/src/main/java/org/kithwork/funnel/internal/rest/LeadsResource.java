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
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.Named;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.lead.Lead;
import org.kithwork.funnel.internal.lead.LeadAssignment;
import org.kithwork.funnel.internal.lead.LeadBook;
import org.kithwork.funnel.internal.lead.LeadChange;
import org.kithwork.funnel.internal.lead.LeadConversion;
import org.kithwork.funnel.internal.lead.LeadConversions;
import org.kithwork.funnel.internal.lead.LeadDraft;
import org.kithwork.funnel.internal.lead.LeadId;
import org.kithwork.funnel.internal.lead.LeadMove;
import org.kithwork.funnel.internal.lead.LeadMoves;
import org.kithwork.funnel.internal.lead.LeadNote;
import org.kithwork.funnel.internal.lead.LeadNoteDraft;
import org.kithwork.funnel.internal.lead.LeadState;
import org.kithwork.funnel.internal.lead.Leads;
import org.kithwork.funnel.internal.lead.Leads.Filter;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.score.Score;
import org.kithwork.funnel.internal.score.Scores;
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

/** First interests, before there is anything to sell. */
@Component(service = LeadsResource.class)
@JakartarsResource
@Path("funnel/leads")
@Produces(MediaType.APPLICATION_JSON)
public final class LeadsResource {

    private final Leads leads;
    private final LeadBook book;
    private final LeadMoves moves;
    private final LeadConversions conversions;
    private final Scores scores;
    private final CustomerDirectory directory;
    private final Paging paging;

    @Activate
    public LeadsResource(
            @Reference Leads leads,
            @Reference LeadBook book,
            @Reference LeadMoves moves,
            @Reference LeadConversions conversions,
            @Reference Scores scores,
            @Reference CustomerDirectory directory,
            @Reference Paging paging) {
        this.leads = leads;
        this.book = book;
        this.moves = moves;
        this.conversions = conversions;
        this.scores = scores;
        this.directory = directory;
        this.paging = paging;
    }

    /**
     * The newest first; with {@code open=true} those alone of which something is still to come, with {@code unowned=true} those that nobody
     * looks after, with {@code opportunity} the one that has become it.
     */
    @GET
    @Requires(FunnelPermissions.VIEW_LEADS)
    public Named<Lead> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("state") @Nullable String state,
            @QueryParam("open") boolean open,
            @QueryParam("owner") @Nullable UserId owner,
            @QueryParam("unowned") boolean unowned,
            @QueryParam("opportunity") @Nullable OpportunityId opportunity,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var faults = new Faults();
        var filter = new Filter(
                customer, faults.choice("/state", state, LeadState.class), open, owner, unowned, opportunity);
        faults.check();
        return Named.of(leads.list(filter, paging.request(limit, cursor)), directory, Lead::customerId);
    }

    /** Writes one down, with somebody new where it says so, and gives it to whom it or the rules say. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.CREATE_LEADS)
    @Returns(status = 201, value = Lead.class)
    public Response create(@QueryParam("customer") @Nullable String customer, LeadDraft draft) {
        var made = leads.shown(book.create(draft.of(customer)));
        return answer(Response.created(URI.create("funnel/leads/" + made.id())), made);
    }

    @GET
    @Path("{id}")
    @Requires(FunnelPermissions.VIEW_LEADS)
    @Returns(Lead.class)
    public Response get(@PathParam("id") LeadId id) {
        return answer(Response.ok(), leads.get(id));
    }

    /** Changes the members that the patch names. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(FunnelPermissions.EDIT_LEADS)
    @Takes(LeadChange.class)
    @Returns(Lead.class)
    public Response change(
            @PathParam("id") LeadId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), leads.shown(book.change(id, Version.required(version), patch)));
    }

    /** Takes it to another state. */
    @POST
    @Path("{id}/moves")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.EDIT_LEADS)
    @Returns(Lead.class)
    public Response move(@PathParam("id") LeadId id, LeadMove draft) {
        return answer(Response.ok(), leads.shown(moves.move(id, draft)));
    }

    /** Gives it to somebody, or to whom the rules choose. */
    @POST
    @Path("{id}/assignments")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.EDIT_LEADS)
    @Returns(Lead.class)
    public Response assign(@PathParam("id") LeadId id, LeadAssignment draft) {
        return answer(Response.ok(), leads.shown(moves.assign(id, draft)));
    }

    /** Makes an opportunity of it, once. */
    @POST
    @Path("{id}/conversion")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.CONVERT_LEADS)
    @Returns(Lead.class)
    public Response convert(@PathParam("id") LeadId id, LeadConversion draft) {
        return answer(Response.ok(), leads.shown(conversions.convert(id, draft)));
    }

    /** Its points, rule by rule, as of now. */
    @GET
    @Path("{id}/score")
    @Requires(FunnelPermissions.VIEW_LEADS)
    public Score score(@PathParam("id") LeadId id) {
        return scores.of(id);
    }

    /** What is written down: few, so that there are no pages. */
    public record Notes(List<LeadNote> items) {}

    /** What was written down of it, the first first. */
    @GET
    @Path("{id}/notes")
    @Requires(FunnelPermissions.VIEW_LEADS)
    public Notes notes(@PathParam("id") LeadId id) {
        return new Notes(leads.notes(id));
    }

    /** Writes something down of it. */
    @POST
    @Path("{id}/notes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.EDIT_LEADS)
    @Returns(status = 201, value = LeadNote.class)
    public Response note(@PathParam("id") LeadId id, LeadNoteDraft draft) {
        return Response.created(URI.create("funnel/leads/" + id + "/notes"))
                .entity(book.note(id, draft))
                .build();
    }

    private static Response answer(Response.ResponseBuilder response, Lead lead) {
        return response.tag(Long.toString(lead.version())).entity(lead).build();
    }
}
