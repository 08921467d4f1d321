package org.kithwork.core.internal.operation.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.kithwork.core.internal.operation.CustomerExports;
import org.kithwork.core.internal.operation.Operation;
import org.kithwork.core.internal.operation.OperationDesk;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerOperations;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /customers/{id}/exports}: a copy of all that is held on a person, as a ZIP of JSON lines. */
@Component(service = ExportsResource.class)
@JakartarsResource
@Path("customers/{id}/exports")
@Produces(MediaType.APPLICATION_JSON)
public final class ExportsResource {

    private final CustomerOperations operations;
    private final CustomerExports exports;
    private final OperationDesk desk;

    @Activate
    public ExportsResource(
            @Reference CustomerOperations operations,
            @Reference CustomerExports exports,
            @Reference OperationDesk desk) {
        this.operations = operations;
        this.exports = exports;
        this.desk = desk;
    }

    @POST
    @Requires("core:customer:export")
    @Returns(status = 202, value = Operation.class)
    public Response export(@PathParam("id") CustomerId customer) {
        return Accepted.of(desk.begun(operations.export(customer)));
    }

    /** The copy, for a week after it was made. */
    @GET
    @Path("{export}")
    @Produces("application/zip")
    @Requires("core:customer:export")
    @Returns(byte[].class)
    public Response download(@PathParam("id") CustomerId customer, @PathParam("export") String export) {
        var mark = exports.take(customer, export);
        StreamingOutput content = target -> exports.writeTo(export, mark, target);
        return Response.ok(content)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + export + ".zip\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
