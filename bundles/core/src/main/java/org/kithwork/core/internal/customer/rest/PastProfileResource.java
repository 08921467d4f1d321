package org.kithwork.core.internal.customer.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.customer.CustomerKnowledge;
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

    private final CustomerKnowledge knowledge;

    @Activate
    public PastProfileResource(@Reference CustomerKnowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** The customer as it stood at the end of a day, or at a time, as far as one may see it today. */
    @GET
    @Requires("core:customer:view")
    public CustomerKnowledge.Then get(
            @PathParam("id") CustomerId id, @QueryParam("asOf") @Nullable String asOf, @Context HttpHeaders headers) {
        return knowledge.at(id, asOf, Locales.of(headers));
    }
}
