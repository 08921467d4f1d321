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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.SecondFactorAdmin;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.permission.UserId;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /users}. */
@Component(service = UsersResource.class)
@JakartarsResource
@Path("users")
@Produces(MediaType.APPLICATION_JSON)
public final class UsersResource {

    private final UserAdmin users;
    private final SecondFactorAdmin factors;
    private final Paging paging;

    @Activate
    public UsersResource(@Reference UserAdmin users, @Reference SecondFactorAdmin factors, @Reference Paging paging) {
        this.users = users;
        this.factors = factors;
        this.paging = paging;
    }

    @GET
    @Requires("core:user:view")
    public Page<UserAdmin.User> list(
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context HttpHeaders headers) {
        return users.list(paging.request(limit, cursor), Locales.of(headers));
    }

    @GET
    @Path("{id}")
    @Requires("core:user:view")
    @Returns(UserAdmin.User.class)
    public Response get(@PathParam("id") UserId id, @Context HttpHeaders headers) {
        return answer(users.get(id, Locales.of(headers)));
    }

    /** The user's shape with the link, once, with which he chooses his password. */
    public record Made(
            String id,
            long version,
            String username,
            String displayName,
            @Nullable String language,
            boolean active,
            List<String> roles,
            List<String> roleNames,
            List<String> stores,
            @Nullable String teamId,
            String passwordLink) {}

    /** A link for a new password, shown once. */
    public record Link(String passwordLink) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:user:create")
    @Returns(status = 201, value = Made.class)
    public Response create(UserAdmin.Draft draft, @Context HttpHeaders headers) {
        var made = users.create(draft, Locales.of(headers));
        var user = made.user();
        return Response.created(URI.create("users/" + user.id()))
                .header("ETag", Version.tag(user.version()))
                .entity(new Made(
                        user.id(),
                        user.version(),
                        user.username(),
                        user.displayName(),
                        user.language(),
                        user.active(),
                        user.roles(),
                        user.roleNames(),
                        user.stores(),
                        user.teamId(),
                        made.passwordLink()))
                .build();
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires("core:user:edit")
    @Takes(UserAdmin.Change.class)
    @Returns(UserAdmin.User.class)
    public Response change(
            @PathParam("id") UserId id,
            @HeaderParam("If-Match") @Nullable Version version,
            Patch patch,
            @Context HttpHeaders headers) {
        return answer(users.change(id, Version.required(version), patch, Locales.of(headers)));
    }

    @POST
    @Path("{id}/password-link")
    @Requires("core:user:edit")
    public Link passwordLink(@PathParam("id") UserId id) {
        return new Link(users.passwordLink(id));
    }

    @DELETE
    @Path("{id}/second-factor")
    @Requires("core:user:edit")
    public void resetSecondFactor(@PathParam("id") UserId id) {
        factors.reset(id);
    }

    private static Response answer(UserAdmin.User user) {
        return Response.ok(user).header("ETag", Version.tag(user.version())).build();
    }
}
