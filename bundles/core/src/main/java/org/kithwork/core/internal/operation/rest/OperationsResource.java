package org.kithwork.core.internal.operation.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.operation.Operation;
import org.kithwork.core.internal.operation.OperationDesk;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /operations}: what concerns a customer over all modules, and how far it is in each. */
@Component(service = OperationsResource.class)
@JakartarsResource
@Path("operations")
@Produces(MediaType.APPLICATION_JSON)
public final class OperationsResource {

    private final OperationDesk desk;
    private final Paging paging;

    @Activate
    public OperationsResource(@Reference OperationDesk desk, @Reference Paging paging) {
        this.desk = desk;
        this.paging = paging;
    }

    @GET
    @Requires("core:operation:view")
    public Page<Operation> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return desk.list(customer, paging.request(limit, cursor));
    }

    @GET
    @Path("{id}")
    @Requires("core:operation:view")
    public Operation get(@PathParam("id") String id) {
        return desk.get(id);
    }

    @POST
    @Path("{id}/retry")
    @Requires("core:operation:edit")
    public Operation retry(@PathParam("id") String id) {
        return desk.retry(id);
    }
}
