package org.kithwork.core.internal.access.rest;

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
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.LinkAdmin;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /links}: personal links. */
@Component(service = LinksResource.class)
@JakartarsResource
@Path("links")
@Produces(MediaType.APPLICATION_JSON)
public final class LinksResource {

    private final LinkAdmin links;
    private final Paging paging;

    @Activate
    public LinksResource(@Reference LinkAdmin links, @Reference Paging paging) {
        this.links = links;
        this.paging = paging;
    }

    /** One's own, without their addresses; of everybody for whom is allowed to see all. */
    @GET
    @Requires("core:link:view")
    public Page<LinkAdmin.Link> list(
            @QueryParam("purpose") @Nullable String purpose,
            @QueryParam("mine") boolean mine,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return links.list(purpose, mine, paging.request(limit, cursor));
    }

    /** The only answer that holds the address itself. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:link:create")
    @Returns(status = 201, value = LinkAdmin.Link.class)
    public Response create(LinkAdmin.Draft draft) {
        var link = links.create(draft);
        return Response.created(URI.create("links/" + link.id())).entity(link).build();
    }

    @DELETE
    @Path("{id}")
    @Requires("core:link:delete")
    public void revoke(@PathParam("id") String id) {
        links.revoke(id);
    }
}
