package org.kithwork.core.internal.duplicate.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.kithwork.core.internal.duplicate.DuplicatePair;
import org.kithwork.core.internal.duplicate.Duplicates;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /customers/{id}/duplicates}: who may be the same as a customer. */
@Component(service = CustomerDuplicatesResource.class)
@JakartarsResource
@Path("customers/{id}/duplicates")
@Produces(MediaType.APPLICATION_JSON)
public final class CustomerDuplicatesResource {

    private final Duplicates duplicates;

    @Activate
    public CustomerDuplicatesResource(@Reference Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    /** A list that is short enough to be whole. */
    public record Likely(List<DuplicatePair> items) {}

    @GET
    @Requires("core:duplicate:view")
    public Likely list(@PathParam("id") CustomerId id) {
        return new Likely(duplicates.of(id));
    }
}
