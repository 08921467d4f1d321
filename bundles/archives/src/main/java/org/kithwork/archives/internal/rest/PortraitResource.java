package org.kithwork.archives.internal.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Portrait;
import org.kithwork.archives.internal.Portraits;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** A customer in sentences. */
@Component(service = PortraitResource.class)
@JakartarsResource
@Path("archives/portrait")
@Produces(MediaType.APPLICATION_JSON)
public final class PortraitResource {

    private final Portraits portraits;

    @Activate
    public PortraitResource(@Reference Portraits portraits) {
        this.portraits = portraits;
    }

    @GET
    @Requires(ArchivesPermissions.VIEW_CUSTOMERS)
    public Portrait get(@QueryParam("customer") @Nullable CustomerId customer, @Context HttpHeaders headers) {
        return portraits.of(TimelineResource.required(customer), TimelineResource.locale(headers));
    }
}
