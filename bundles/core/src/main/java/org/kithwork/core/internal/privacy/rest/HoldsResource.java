package org.kithwork.core.internal.privacy.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.privacy.Hold;
import org.kithwork.core.internal.privacy.LegalHolds;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /privacy/holds}: what stands against erasing a customer. */
@Component(service = HoldsResource.class)
@JakartarsResource
@Path("privacy/holds")
@Produces(MediaType.APPLICATION_JSON)
public final class HoldsResource {

    private final LegalHolds holds;
    private final Paging paging;

    @Activate
    public HoldsResource(@Reference LegalHolds holds, @Reference Paging paging) {
        this.holds = holds;
        this.paging = paging;
    }

    /** Why a hold ends before its time. */
    public record Release(@Nullable String reason) {}

    @GET
    @Requires("core:privacy:view")
    public Page<Hold> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("active") boolean active,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return holds.list(customer, active, paging.request(limit, cursor));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:privacy:create")
    @Returns(status = 201, value = Hold.class)
    public Response set(LegalHolds.Draft draft) {
        var hold = holds.set(draft);
        return Response.created(URI.create("privacy/holds/" + hold.id()))
                .entity(hold)
                .build();
    }

    @POST
    @Path("{id}/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:privacy:edit")
    public Hold release(@PathParam("id") String id, Release release) {
        return holds.release(id, release.reason());
    }
}
