package org.kithwork.archives.internal.rest;

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
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.FollowUp;
import org.kithwork.archives.internal.FollowUpBook;
import org.kithwork.archives.internal.FollowUpDraft;
import org.kithwork.archives.internal.FollowUpId;
import org.kithwork.archives.internal.FollowUpProposals;
import org.kithwork.archives.internal.FollowUps;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.Named;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Plans to be in touch with customers. */
@Component(service = FollowUpsResource.class)
@JakartarsResource
@Path("archives/follow-ups")
@Produces(MediaType.APPLICATION_JSON)
public final class FollowUpsResource {

    private final FollowUps followUps;
    private final FollowUpBook book;
    private final FollowUpProposals proposals;
    private final CustomerDirectory directory;
    private final Paging paging;

    @Activate
    public FollowUpsResource(
            @Reference FollowUps followUps,
            @Reference FollowUpBook book,
            @Reference FollowUpProposals proposals,
            @Reference CustomerDirectory directory,
            @Reference Paging paging) {
        this.followUps = followUps;
        this.book = book;
        this.proposals = proposals;
        this.directory = directory;
        this.paging = paging;
    }

    /** Follow-ups in the order of their time: of a customer, the caller's own, of days, in a state, or escalated to him or to nobody. */
    @GET
    @Requires(ArchivesPermissions.VIEW_FOLLOW_UPS)
    public Named<FollowUp> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("mine") boolean mine,
            @QueryParam("state") @Nullable String state,
            @QueryParam("escalated") @Nullable String escalated,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var filter = new FollowUps.Filter(customer, mine, state, escalated, from, until);
        return Named.of(followUps.list(filter, paging.request(limit, cursor)), directory, FollowUp::customerId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.CREATE_FOLLOW_UPS)
    @Returns(status = 201, value = FollowUp.class)
    public Response plan(FollowUpDraft draft) {
        var followUp = followUps.shown(book.plan(draft));
        return answer(Response.created(URI.create("archives/follow-ups/" + followUp.id())), followUp);
    }

    /** When and how to be in touch, as the customer prefers, on a working day. */
    @GET
    @Path("proposal")
    @Requires(ArchivesPermissions.CREATE_FOLLOW_UPS)
    public FollowUpProposals.Proposal propose(
            @QueryParam("customer") @Nullable String customer, @QueryParam("day") @Nullable String day) {
        return proposals.propose(customer, day);
    }

    @GET
    @Path("{id}")
    @Requires(ArchivesPermissions.VIEW_FOLLOW_UPS)
    @Returns(FollowUp.class)
    public Response get(@PathParam("id") FollowUpId id) {
        return answer(Response.ok(), followUps.get(id));
    }

    /** Changes the members that the patch names; another time plans one again that was missed. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(ArchivesPermissions.EDIT_FOLLOW_UPS)
    @Takes(FollowUpDraft.Change.class)
    @Returns(FollowUp.class)
    public Response change(
            @PathParam("id") FollowUpId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), followUps.shown(book.change(id, Version.required(version), patch)));
    }

    /** It was done; the interaction that came of it is recorded at once, and the next of its series planned. */
    @POST
    @Path("{id}/completion")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.EDIT_FOLLOW_UPS)
    @Returns(FollowUp.class)
    public Response complete(@PathParam("id") FollowUpId id, FollowUpDraft.Completion completion) {
        return answer(Response.ok(), followUps.shown(book.complete(id, completion)));
    }

    /** It is given up. */
    @POST
    @Path("{id}/cancellation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.EDIT_FOLLOW_UPS)
    @Returns(FollowUp.class)
    public Response cancel(@PathParam("id") FollowUpId id, FollowUpDraft.Cancellation cancellation) {
        return answer(Response.ok(), followUps.shown(book.cancel(id, cancellation)));
    }

    private static Response answer(Response.ResponseBuilder response, FollowUp followUp) {
        return response.tag(Long.toString(followUp.version())).entity(followUp).build();
    }
}
