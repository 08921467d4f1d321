package org.kithwork.core.internal.customer.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.customer.CustomerKnowledge;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Where what is known of a customer comes from. */
@Component(service = ProvenanceResource.class)
@JakartarsResource
@Path("customers/{id}/provenance")
@Produces(MediaType.APPLICATION_JSON)
public final class ProvenanceResource {

    private final CustomerKnowledge knowledge;

    @Activate
    public ProvenanceResource(@Reference CustomerKnowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** Who wrote down what is held of the customer, when, and where it came from. */
    @GET
    @Requires("core:customer:view")
    public CustomerKnowledge.Known get(@PathParam("id") CustomerId id, @Context HttpHeaders headers) {
        return knowledge.of(id, Locales.of(headers));
    }
}
