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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Interaction;
import org.kithwork.archives.internal.InteractionBook;
import org.kithwork.archives.internal.InteractionChange;
import org.kithwork.archives.internal.InteractionDraft;
import org.kithwork.archives.internal.InteractionId;
import org.kithwork.archives.internal.Interactions;
import org.kithwork.archives.internal.RatingDraft;
import org.kithwork.archives.internal.RatingLink;
import org.kithwork.archives.internal.RatingLinks;
import org.kithwork.archives.internal.RatingRequests;
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

/** What was said, in both directions, over all channels. */
@Component(service = InteractionsResource.class)
@JakartarsResource
@Path("archives/interactions")
@Produces(MediaType.APPLICATION_JSON)
public final class InteractionsResource {

    private final Interactions interactions;
    private final InteractionBook book;
    private final RatingLinks links;
    private final RatingRequests requests;
    private final CustomerDirectory directory;
    private final Paging paging;

    @Activate
    public InteractionsResource(
            @Reference Interactions interactions,
            @Reference InteractionBook book,
            @Reference RatingLinks links,
            @Reference RatingRequests requests,
            @Reference CustomerDirectory directory,
            @Reference Paging paging) {
        this.interactions = interactions;
        this.book = book;
        this.links = links;
        this.requests = requests;
        this.directory = directory;
        this.paging = paging;
    }

    /** The customer's interactions, or those of all; newest first. */
    @GET
    @Requires(ArchivesPermissions.VIEW_INTERACTIONS)
    public Named<Interaction> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return Named.of(interactions.list(customer, paging.request(limit, cursor)), directory, Interaction::customerId);
    }

    /** Records an interaction. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.CREATE_INTERACTIONS)
    @Returns(status = 201, value = Interaction.class)
    public Response record(@QueryParam("customer") @Nullable String customer, InteractionDraft draft) {
        var interaction = interactions.shown(book.record(draft.of(customer)));
        return answer(Response.created(URI.create("archives/interactions/" + interaction.id())), interaction);
    }

    @GET
    @Path("{id}")
    @Requires(ArchivesPermissions.VIEW_INTERACTIONS)
    @Returns(Interaction.class)
    public Response get(@PathParam("id") InteractionId id) {
        return answer(Response.ok(), interactions.get(id));
    }

    /** Changes the members that the patch names. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(ArchivesPermissions.EDIT_INTERACTIONS)
    @Takes(InteractionChange.class)
    @Returns(Interaction.class)
    public Response change(
            @PathParam("id") InteractionId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), interactions.shown(book.change(id, Version.required(version), patch)));
    }

    /** Notes how the customer found the contact, in the place of what he said before. */
    @POST
    @Path("{id}/rating")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.EDIT_INTERACTIONS)
    @Returns(Interaction.class)
    public Response rate(@PathParam("id") InteractionId id, RatingDraft draft) {
        return answer(Response.ok(), interactions.shown(book.rate(id, draft)));
    }

    /** Makes a link by which the customer rates the contact himself, for fourteen days. */
    @POST
    @Path("{id}/rating-links")
    @Requires(ArchivesPermissions.EDIT_INTERACTIONS)
    public RatingLink link(@PathParam("id") InteractionId id) {
        return links.make(id);
    }

    /** Sends such a link to the customer by mail, once, where he may be written to; in the language of the caller. */
    @POST
    @Path("{id}/rating-mails")
    @Requires(ArchivesPermissions.EDIT_INTERACTIONS)
    public void mail(@PathParam("id") InteractionId id, @Context HttpHeaders headers) {
        requests.mail(id, TimelineResource.locale(headers));
    }

    private static Response answer(Response.ResponseBuilder response, Interaction interaction) {
        return response.tag(Long.toString(interaction.version()))
                .entity(interaction)
                .build();
    }
}
