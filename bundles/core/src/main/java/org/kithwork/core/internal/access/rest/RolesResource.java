package org.kithwork.core.internal.access.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.RoleAdmin;
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

/** {@code /roles}. */
@Component(service = RolesResource.class)
@JakartarsResource
@Path("roles")
@Produces(MediaType.APPLICATION_JSON)
public final class RolesResource {

    private final RoleAdmin roles;
    private final Paging paging;

    @Activate
    public RolesResource(@Reference RoleAdmin roles, @Reference Paging paging) {
        this.roles = roles;
        this.paging = paging;
    }

    @GET
    @Requires("core:role:view")
    public Page<RoleAdmin.Role> list(
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context HttpHeaders headers) {
        return roles.list(paging.request(limit, cursor), Locales.of(headers));
    }

    @GET
    @Path("{id}")
    @Requires("core:role:view")
    @Returns(RoleAdmin.Role.class)
    public Response get(@PathParam("id") String id, @Context HttpHeaders headers) {
        return answer(roles.get(id, Locales.of(headers)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:role:create")
    @Returns(status = 201, value = RoleAdmin.Role.class)
    public Response create(RoleAdmin.Draft draft, @Context HttpHeaders headers) {
        var role = roles.create(draft, Locales.of(headers));
        return Response.created(URI.create("roles/" + role.id()))
                .header("ETag", Version.tag(role.version()))
                .entity(role)
                .build();
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires("core:role:edit")
    @Takes(RoleAdmin.Draft.class)
    @Returns(RoleAdmin.Role.class)
    public Response change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable Version version,
            Patch patch,
            @Context HttpHeaders headers) {
        return answer(roles.change(id, Version.required(version), patch, Locales.of(headers)));
    }

    @DELETE
    @Path("{id}")
    @Requires("core:role:delete")
    public void delete(@PathParam("id") String id) {
        roles.delete(id);
    }

    private static Response answer(RoleAdmin.Role role) {
        return Response.ok(role).header("ETag", Version.tag(role.version())).build();
    }
}
