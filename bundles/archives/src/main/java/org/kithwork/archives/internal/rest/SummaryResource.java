package org.kithwork.archives.internal.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Summaries;
import org.kithwork.archives.internal.Summary;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** A customer in figures. */
@Component(service = SummaryResource.class)
@JakartarsResource
@Path("archives/summary")
@Produces(MediaType.APPLICATION_JSON)
public final class SummaryResource {

    private final Summaries summaries;

    @Activate
    public SummaryResource(@Reference Summaries summaries) {
        this.summaries = summaries;
    }

    @GET
    @Requires(ArchivesPermissions.VIEW_CUSTOMERS)
    public Summary get(@QueryParam("customer") @Nullable CustomerId customer) {
        return summaries.of(TimelineResource.required(customer));
    }
}
