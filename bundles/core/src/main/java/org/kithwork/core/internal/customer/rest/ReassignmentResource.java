package org.kithwork.core.internal.customer.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerTransfers;
import org.kithwork.core.internal.customer.CustomerTransfers.Transfer;
import org.kithwork.permission.Requires;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /users/{id}/reassignment}: a user's customers go to another. */
@Component(service = ReassignmentResource.class)
@JakartarsResource
@Path("users/{id}/reassignment")
@Produces(MediaType.APPLICATION_JSON)
public final class ReassignmentResource {

    private final CustomerTransfers transfers;

    @Activate
    public ReassignmentResource(@Reference CustomerTransfers transfers) {
        this.transfers = transfers;
    }

    /** Who is to have the customers. */
    public record Target(@Nullable String to) {

        String required() {
            var faults = new Faults();
            var id = faults.requiredText("/to", to, 36);
            faults.check();
            return id;
        }
    }

    /** How many customers would go over. */
    @GET
    @Requires("core:assignment:create")
    public Transfer look(@PathParam("id") UserId id) {
        return transfers.ofUser(id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:assignment:create")
    @Returns(status = 202, value = Transfer.class)
    public Response begin(@PathParam("id") UserId id, Target target) {
        return accepted(transfers.reassign(id, new UserId(target.required())));
    }

    static Response accepted(Transfer transfer) {
        return Response.accepted(transfer)
                .location(URI.create("jobs/" + transfer.jobId()))
                .build();
    }
}
