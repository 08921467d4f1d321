package org.kithwork.core.internal.exporting.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.exporting.ExportColumns;
import org.kithwork.core.internal.exporting.ExportDesk;
import org.kithwork.core.internal.exporting.ExportDraft;
import org.kithwork.core.internal.exporting.ExportView;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /exports}: lists of customers as files. */
@Component(service = ExportsResource.class)
@JakartarsResource
@Path("exports")
@Produces(MediaType.APPLICATION_JSON)
public final class ExportsResource {

    private final ExportDesk desk;
    private final Paging paging;

    @Activate
    public ExportsResource(@Reference ExportDesk desk, @Reference Paging paging) {
        this.desk = desk;
        this.paging = paging;
    }

    /** A list that is short enough to be whole. */
    public record Items<T>(List<T> items) {}

    @GET
    @Requires("core:export:view")
    public Page<ExportView> list(
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context HttpHeaders headers) {
        return desk.list(paging.request(limit, cursor), Locales.of(headers));
    }

    @GET
    @Path("columns")
    @Requires("core:export:view")
    public Items<ExportColumns.Offered> columns(@Context HttpHeaders headers) {
        return new Items<>(desk.columns(Locales.of(headers)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:export:create")
    @Returns(status = 202, value = ExportView.class)
    public Response create(ExportDraft draft, @Context HttpHeaders headers) {
        var view = desk.create(draft, Locales.of(headers));
        return Response.accepted(view)
                .location(URI.create("exports/" + view.id()))
                .build();
    }

    @GET
    @Path("{id}")
    @Requires("core:export:view")
    public ExportView get(@PathParam("id") String id, @Context HttpHeaders headers) {
        return desk.get(id, Locales.of(headers));
    }

    /** The file, for whoever asked for it, until its time is over. */
    @GET
    @Path("{id}/file")
    @Produces({"text/csv", "application/jsonl", "text/vcard"})
    @Requires("core:export:view")
    @Returns(byte[].class)
    public Response file(@PathParam("id") String id) {
        var download = desk.take(id);
        StreamingOutput content = download.content()::writeTo;
        return Response.ok(content, download.type())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + download.fileName() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @DELETE
    @Path("{id}")
    @Requires("core:export:view")
    @Returns(status = 204)
    public Response remove(@PathParam("id") String id) {
        desk.remove(id);
        return Response.noContent().build();
    }
}
