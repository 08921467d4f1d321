package org.kithwork.core.internal.operation.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.operation.Operation;
import org.kithwork.core.internal.operation.OperationDesk;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerOperations;
import org.kithwork.customer.spi.MergePreview;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /customers/{id}/merges}: what a merge would do, merging, and taking it back. */
@Component(service = MergesResource.class)
@JakartarsResource
@Path("customers/{id}/merges")
@Produces(MediaType.APPLICATION_JSON)
public final class MergesResource {

    private final CustomerOperations operations;
    private final OperationDesk desk;

    @Activate
    public MergesResource(@Reference CustomerOperations operations, @Reference OperationDesk desk) {
        this.operations = operations;
        this.desk = desk;
    }

    /**
     * A merge to be.
     *
     * @param fields for each member named, whose value to keep: {@code survivor} or {@code absorbed}
     */
    public record Merge(
            @Nullable CustomerId absorbed, @Nullable Map<String, String> fields) {}

    /** What each module would move. */
    public record Previews(List<MergePreview> items) {}

    @GET
    @Requires("core:customer:merge")
    public Previews preview(
            @PathParam("id") CustomerId survivor, @QueryParam("absorbed") @Nullable CustomerId absorbed) {
        return new Previews(operations.preview(survivor, required(absorbed)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:customer:merge")
    @Returns(status = 202, value = Operation.class)
    public Response merge(@PathParam("id") CustomerId survivor, Merge merge) {
        var fields = merge.fields();
        return Accepted.of(
                desk.begun(operations.merge(survivor, required(merge.absorbed()), fields == null ? Map.of() : fields)));
    }

    @DELETE
    @Path("{merge}")
    @Requires("core:customer:merge")
    @Returns(status = 202, value = Operation.class)
    public Response undo(@PathParam("id") CustomerId survivor, @PathParam("merge") String merge) {
        return Accepted.of(desk.begun(operations.undoMerge(survivor, merge)));
    }

    private static CustomerId required(@Nullable CustomerId absorbed) {
        if (absorbed == null) {
            throw Problem.invalid("/absorbed", Message.of(Problem.class, "required"));
        }
        return absorbed;
    }
}
