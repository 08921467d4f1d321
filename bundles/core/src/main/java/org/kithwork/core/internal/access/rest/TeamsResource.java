package org.kithwork.core.internal.access.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.Places;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.permission.TeamId;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /teams}. */
@Component(service = TeamsResource.class)
@JakartarsResource
@Path("teams")
@Produces(MediaType.APPLICATION_JSON)
public final class TeamsResource {

    private final Places places;
    private final Paging paging;

    @Activate
    public TeamsResource(@Reference Places places, @Reference Paging paging) {
        this.places = places;
        this.paging = paging;
    }

    @GET
    @Requires("core:team:view")
    public Page<Places.Team> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return places.teams(paging.request(limit, cursor));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:team:create")
    @Returns(status = 201, value = Places.Team.class)
    public Response create(Places.TeamDraft draft) {
        var team = places.createTeam(draft);
        return Response.created(URI.create("teams/" + team.id()))
                .header("ETag", Version.tag(team.version()))
                .entity(team)
                .build();
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires("core:team:edit")
    @Takes(Places.TeamDraft.class)
    @Returns(Places.Team.class)
    public Response change(
            @PathParam("id") TeamId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        var team = places.changeTeam(id, Version.required(version), patch);
        return Response.ok(team).header("ETag", Version.tag(team.version())).build();
    }
}
