package org.kithwork.core.internal.customer.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.kithwork.core.internal.customer.CustomerTransfers;
import org.kithwork.core.internal.customer.CustomerTransfers.Transfer;
import org.kithwork.permission.Requires;
import org.kithwork.permission.StoreId;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /stores/{id}/transfer}: a store's customers go to another, as before it is closed. */
@Component(service = StoreTransferResource.class)
@JakartarsResource
@Path("stores/{id}/transfer")
@Produces(MediaType.APPLICATION_JSON)
public final class StoreTransferResource {

    private final CustomerTransfers transfers;

    @Activate
    public StoreTransferResource(@Reference CustomerTransfers transfers) {
        this.transfers = transfers;
    }

    /** How many customers would go over. */
    @GET
    @Requires("core:assignment:create")
    public Transfer look(@PathParam("id") StoreId id) {
        return transfers.ofStore(id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:assignment:create")
    @Returns(status = 202, value = Transfer.class)
    public Response begin(@PathParam("id") StoreId id, ReassignmentResource.Target target) {
        return ReassignmentResource.accepted(transfers.transfer(id, new StoreId(target.required())));
    }
}
