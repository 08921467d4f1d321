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
import org.kithwork.archives.internal.Need;
import org.kithwork.archives.internal.NeedChange;
import org.kithwork.archives.internal.NeedDraft;
import org.kithwork.archives.internal.NeedId;
import org.kithwork.archives.internal.NeedState;
import org.kithwork.archives.internal.Needs;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.Named;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What customers need. */
@Component(service = NeedsResource.class)
@JakartarsResource
@Path("archives/needs")
@Produces(MediaType.APPLICATION_JSON)
public final class NeedsResource {

    private final Needs needs;
    private final CustomerDirectory directory;
    private final Paging paging;

    @Activate
    public NeedsResource(@Reference Needs needs, @Reference CustomerDirectory directory, @Reference Paging paging) {
        this.needs = needs;
        this.directory = directory;
        this.paging = paging;
    }

    /** Newest first; {@code overdue=90} gives the open ones that are older than ninety days. */
    @GET
    @Requires(ArchivesPermissions.VIEW_NEEDS)
    public Named<Need> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("state") @Nullable String state,
            @QueryParam("overdue") @Nullable Integer overdue,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var faults = new Faults();
        var chosen = faults.choice("/state", state, NeedState.class);
        faults.check();
        return Named.of(
                needs.list(customer, chosen, overdue, paging.request(limit, cursor)), directory, Need::customerId);
    }

    /** Writes a need down. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.CREATE_NEEDS)
    @Returns(status = 201, value = Need.class)
    public Response record(@QueryParam("customer") @Nullable String customer, NeedDraft draft) {
        var need = needs.shown(needs.record(draft.of(customer)));
        return answer(Response.created(URI.create("archives/needs/" + need.id())), need);
    }

    @GET
    @Path("{id}")
    @Requires(ArchivesPermissions.VIEW_NEEDS)
    @Returns(Need.class)
    public Response get(@PathParam("id") NeedId id) {
        return answer(Response.ok(), needs.get(id));
    }

    /** Changes the members that the patch names. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(ArchivesPermissions.EDIT_NEEDS)
    @Takes(NeedChange.class)
    @Returns(Need.class)
    public Response change(
            @PathParam("id") NeedId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), needs.shown(needs.change(id, Version.required(version), patch)));
    }

    private static Response answer(Response.ResponseBuilder response, Need need) {
        return response.tag(Long.toString(need.version())).entity(need).build();
    }
}
