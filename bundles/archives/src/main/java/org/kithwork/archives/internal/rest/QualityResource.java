package org.kithwork.archives.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Confirmation;
import org.kithwork.archives.internal.ConfirmationDraft;
import org.kithwork.archives.internal.Confirmations;
import org.kithwork.archives.internal.Qualities;
import org.kithwork.archives.internal.Quality;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.Named;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** How complete and how fresh the data of customers are. */
@Component(service = QualityResource.class)
@JakartarsResource
@Path("archives/quality")
@Produces(MediaType.APPLICATION_JSON)
public final class QualityResource {

    private final Qualities qualities;
    private final Confirmations confirmations;
    private final CustomerDirectory directory;
    private final Paging paging;

    @Activate
    public QualityResource(
            @Reference Qualities qualities,
            @Reference Confirmations confirmations,
            @Reference CustomerDirectory directory,
            @Reference Paging paging) {
        this.qualities = qualities;
        this.confirmations = confirmations;
        this.directory = directory;
        this.paging = paging;
    }

    @GET
    @Requires(ArchivesPermissions.VIEW_QUALITY)
    public Quality get(@QueryParam("customer") @Nullable CustomerId customer) {
        return qualities.of(TimelineResource.required(customer));
    }

    /** The least complete customers first: of everybody, of the caller's own, of those of a user, or of a store. */
    @GET
    @Path("worst")
    @Requires(ArchivesPermissions.VIEW_QUALITY)
    public Named<Quality> worst(
            @QueryParam("mine") boolean mine,
            @QueryParam("owner") @Nullable UserId owner,
            @QueryParam("store") @Nullable StoreId store,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var page = qualities.worst(mine ? qualities.me() : owner, store, paging.request(limit, cursor));
        return Named.of(page, directory, Quality::customerId);
    }

    /** A value still holds; it is not changed. */
    @POST
    @Path("confirmations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.CONFIRM_VALUES)
    public Confirmation confirm(ConfirmationDraft draft) {
        return confirmations.confirm(draft);
    }
}
