package org.kithwork.core.internal.importing.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.importing.ErrorReport;
import org.kithwork.core.internal.importing.ImportDesk;
import org.kithwork.core.internal.importing.ImportKindView;
import org.kithwork.core.internal.importing.ImportUndoDesk;
import org.kithwork.core.internal.importing.ImportView;
import org.kithwork.core.internal.importing.OptionsDraft;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /imports}. */
@Component(service = ImportsResource.class)
@JakartarsResource
@Path("imports")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportsResource {

    private final ImportDesk desk;
    private final ImportUndoDesk undo;
    private final ImportForm form;
    private final ErrorReport errors;
    private final Paging paging;

    @Activate
    public ImportsResource(
            @Reference ImportDesk desk,
            @Reference ImportUndoDesk undo,
            @Reference ImportForm form,
            @Reference ErrorReport errors,
            @Reference Paging paging) {
        this.desk = desk;
        this.undo = undo;
        this.form = form;
        this.errors = errors;
        this.paging = paging;
    }

    /**
     * The parts of an upload.
     *
     * @param options the common ones, and those that the kind names at {@code /imports/kinds}
     */
    public record ImportUpload(byte[] file, Map<String, Object> options) {}

    /** A list that is short enough to be whole. */
    public record Items<T>(List<T> items) {}

    @GET
    @Path("kinds")
    @Requires("core:import:view")
    public Items<ImportKindView> kinds(@Context HttpHeaders headers) {
        return new Items<>(desk.kinds(Locales.of(headers)));
    }

    @GET
    @Requires("core:import:view")
    public Page<ImportView> list(
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context HttpHeaders headers) {
        return desk.list(paging.request(limit, cursor), Locales.of(headers));
    }

    /** The body is read as it comes: its parts must not lie on the disk in clear. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Requires("core:import:create")
    @Takes(ImportUpload.class)
    @Returns(status = 202, value = ImportView.class)
    public Response upload(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @QueryParam("dryRun") boolean dryRun,
            @Context HttpHeaders headers) {
        return accepted(form.upload(body, type, dryRun, Locales.of(headers)));
    }

    @GET
    @Path("{id}")
    @Requires("core:import:view")
    @Returns(ImportView.class)
    public Response get(@PathParam("id") String id, @Context HttpHeaders headers) {
        return answer(Response.ok(), desk.get(id, Locales.of(headers)));
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Requires("core:import:create")
    @Returns(ImportView.class)
    public Response change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable Version version,
            Patch patch,
            @Context HttpHeaders headers) {
        var members = new HashMap<String, @Nullable Object>();
        for (var member : patch.members()) {
            members.put(member, patch.value(member, Object.class));
        }
        var draft = OptionsDraft.of(members);
        return answer(Response.ok(), desk.change(id, Version.required(version), draft, Locales.of(headers)));
    }

    @POST
    @Path("{id}/start")
    @Requires("core:import:create")
    @Returns(status = 202, value = ImportView.class)
    public Response start(
            @PathParam("id") String id, @QueryParam("dryRun") boolean dryRun, @Context HttpHeaders headers) {
        return accepted(desk.start(id, dryRun, Locales.of(headers)));
    }

    @POST
    @Path("{id}/pause")
    @Requires("core:import:create")
    @Returns(ImportView.class)
    public Response pause(@PathParam("id") String id, @Context HttpHeaders headers) {
        return answer(Response.ok(), desk.pause(id, Locales.of(headers)));
    }

    @POST
    @Path("{id}/resume")
    @Requires("core:import:create")
    @Returns(ImportView.class)
    public Response resume(@PathParam("id") String id, @Context HttpHeaders headers) {
        return answer(Response.ok(), desk.resume(id, Locales.of(headers)));
    }

    @POST
    @Path("{id}/cancel")
    @Requires("core:import:create")
    @Returns(ImportView.class)
    public Response cancel(@PathParam("id") String id, @Context HttpHeaders headers) {
        return answer(Response.ok(), desk.cancel(id, Locales.of(headers)));
    }

    @POST
    @Path("{id}/undo")
    @Requires("core:import:delete")
    @Returns(status = 202, value = ImportView.class)
    public Response undo(@PathParam("id") String id, @Context HttpHeaders headers) {
        return accepted(undo.undo(id, Locales.of(headers)));
    }

    /** What an undo left. */
    @GET
    @Path("{id}/left")
    @Requires("core:import:delete")
    public Page<ImportUndoDesk.Left> left(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context HttpHeaders headers) {
        return undo.left(id, paging.request(limit, cursor), Locales.of(headers));
    }

    @GET
    @Path("{id}/errors.csv")
    @Produces("text/csv")
    @Requires("core:import:create")
    @Returns(byte[].class)
    public Response errors(@PathParam("id") String id, @Context HttpHeaders headers) {
        var report = errors.of(id, Locales.of(headers));
        return Response.ok((StreamingOutput) report::write, "text/csv;charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"errors.csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response accepted(ImportView view) {
        return answer(Response.accepted().location(URI.create("imports/" + view.id())), view);
    }

    private static Response answer(Response.ResponseBuilder response, ImportView view) {
        return response.entity(view)
                .header(HttpHeaders.ETAG, Version.tag(view.version()))
                .build();
    }
}
