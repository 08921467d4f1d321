package org.kithwork.core.internal.operation.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.operation.Operation;
import org.kithwork.core.internal.operation.OperationDesk;
import org.kithwork.core.internal.operation.OperationService;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /customers/{id}/erasures}: erase what is held on a person or leave figures alone, keep it and let nobody use it, or let it be used again. */
@Component(service = ErasuresResource.class)
@JakartarsResource
@Path("customers/{id}/erasures")
@Produces(MediaType.APPLICATION_JSON)
public final class ErasuresResource {

    private final OperationService operations;
    private final OperationDesk desk;

    @Activate
    public ErasuresResource(@Reference OperationService operations, @Reference OperationDesk desk) {
        this.operations = operations;
        this.desk = desk;
    }

    /** What can be done. */
    public enum Mode {
        ERASE,
        ANONYMISE,
        RESTRICT,
        LIFT
    }

    /** An erasure to be. */
    public record Erasure(@Nullable String mode, @Nullable String basis) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:customer:erase")
    @Returns(status = 202, value = Operation.class)
    public Response erase(@PathParam("id") CustomerId customer, Erasure erasure) {
        var faults = new Faults();
        faults.requiredText("/mode", erasure.mode(), 20);
        var mode = faults.choice("/mode", erasure.mode(), Mode.class);
        var basis = faults.requiredText("/basis", erasure.basis(), 1000);
        faults.check();
        return Accepted.of(desk.begun(begin(customer, mode, basis)));
    }

    private String begin(CustomerId customer, @Nullable Mode mode, String basis) {
        if (mode == Mode.LIFT) {
            return operations.lift(customer, basis);
        }
        if (mode == Mode.RESTRICT) {
            return operations.restrict(customer, basis);
        }
        return operations.erase(customer, mode == Mode.ANONYMISE ? ErasureMode.ANONYMISE : ErasureMode.ERASE, basis);
    }
}
