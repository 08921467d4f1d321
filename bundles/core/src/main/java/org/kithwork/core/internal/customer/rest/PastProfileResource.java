package org.kithwork.core.internal.customer.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerPast;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What was known of a customer earlier. */
@Component(service = PastProfileResource.class)
@JakartarsResource
@Path("customers/{id}/profile")
@Produces(MediaType.APPLICATION_JSON)
public final class PastProfileResource {

    private final CustomerPast past;

    @Activate
    public PastProfileResource(@Reference CustomerPast past) {
        this.past = past;
    }

    /** The customer as it stood at the end of a day, or at a time, as far as one may see it today. */
    @GET
    @Requires("core:customer:view")
    public CustomerPast.Past get(@PathParam("id") CustomerId id, @QueryParam("asOf") @Nullable String asOf) {
        return past.of(id, asOf);
    }
}
