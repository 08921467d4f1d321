package org.kithwork.core.internal.field.rest;

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
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.FieldRules;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.field.FieldAdmin;
import org.kithwork.core.internal.field.FieldDraft;
import org.kithwork.core.internal.field.FieldSets;
import org.kithwork.core.internal.field.FieldView;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.Fields;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /fields}. */
@Component(service = FieldsResource.class)
@JakartarsResource
@Path("fields")
@Produces(MediaType.APPLICATION_JSON)
public final class FieldsResource {

    private final FieldAdmin admin;
    private final Fields fields;
    private final FieldSets sets;

    @Activate
    public FieldsResource(@Reference FieldAdmin admin, @Reference Fields fields, @Reference FieldSets sets) {
        this.admin = admin;
        this.fields = fields;
        this.sets = sets;
    }

    /** A list that is short enough to be whole. */
    public record Items<T>(List<T> items) {}

    @GET
    @Requires("core:field:view")
    public Items<FieldView> list(@QueryParam("object") @Nullable String object) {
        return new Items<>(admin.list(object == null ? FieldRules.CUSTOMER : object));
    }

    /** The fields that the caller sees on records, for the pages and forms that show them. */
    @GET
    @Path("mine")
    @Requires(Requires.SIGNED_IN)
    public Items<FieldDefinition> mine(
            @QueryParam("object") @Nullable String object, @QueryParam("writable") boolean writable) {
        return new Items<>(fields.definitions(
                object == null ? FieldRules.CUSTOMER : object, writable ? FieldAccess.WRITE : FieldAccess.MASK));
    }

    @GET
    @Path("objects")
    @Requires("core:field:view")
    public Items<FieldAdmin.Kind> objects(@Context HttpHeaders headers) {
        return new Items<>(admin.kinds(Locales.of(headers)));
    }

    /** Ready-made fields for a trade. */
    @GET
    @Path("sets")
    @Requires("core:field:view")
    public Items<FieldSets.Offer> sets() {
        return new Items<>(sets.list());
    }

    /** Takes those fields of a set over that are not there yet; answers them. */
    @POST
    @Path("sets/{set}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:field:configure")
    public Items<FieldView> apply(@PathParam("set") String set, FieldSets.Order order) {
        return new Items<>(sets.apply(set, order));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:field:configure")
    @Returns(status = 201, value = FieldView.class)
    public Response define(FieldDraft draft) {
        var field = admin.define(draft);
        return answer(Response.created(URI.create("fields/" + field.id())), field);
    }

    @GET
    @Path("{id}")
    @Requires("core:field:view")
    @Returns(FieldView.class)
    public Response get(@PathParam("id") String id) {
        return answer(Response.ok(), admin.get(id));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires("core:field:configure")
    @Takes(FieldDraft.Change.class)
    @Returns(FieldView.class)
    public Response change(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), admin.change(id, Version.required(version), patch));
    }

    private static Response answer(Response.ResponseBuilder response, FieldView field) {
        return response.entity(field)
                .header(HttpHeaders.ETAG, Version.tag(field.version()))
                .build();
    }
}
