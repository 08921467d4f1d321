package org.kithwork.core.internal.customer.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerPast;
import org.kithwork.core.internal.customer.CustomerProvenance;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Where what is known of a customer comes from, and what was known of it earlier. */
@Component(service = KnowledgeResource.class)
@JakartarsResource
@Path("customers/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class KnowledgeResource {

    private final CustomerProvenance provenance;
    private final CustomerPast past;

    @Activate
    public KnowledgeResource(@Reference CustomerProvenance provenance, @Reference CustomerPast past) {
        this.provenance = provenance;
        this.past = past;
    }

    /** Who wrote down what is held of the customer, when, and where it came from. */
    @GET
    @Path("provenance")
    @Requires("core:customer:view")
    public CustomerProvenance.Provenance provenance(@PathParam("id") CustomerId id) {
        return provenance.of(id);
    }

    /** The customer as it stood at the end of a day, or at a time, as far as one may see it today. */
    @GET
    @Path("profile")
    @Requires("core:customer:view")
    public CustomerPast.Past profile(@PathParam("id") CustomerId id, @QueryParam("asOf") @Nullable String asOf) {
        return past.of(id, asOf);
    }
}
