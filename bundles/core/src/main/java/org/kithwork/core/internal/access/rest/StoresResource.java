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
import org.kithwork.permission.StoreId;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /stores}. */
@Component(service = StoresResource.class)
@JakartarsResource
@Path("stores")
@Produces(MediaType.APPLICATION_JSON)
public final class StoresResource {

    private final Places places;
    private final Paging paging;

    @Activate
    public StoresResource(@Reference Places places, @Reference Paging paging) {
        this.places = places;
        this.paging = paging;
    }

    @GET
    @Requires("core:store:view")
    public Page<Places.Store> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return places.stores(paging.request(limit, cursor));
    }

    @GET
    @Path("{id}")
    @Requires("core:store:view")
    @Returns(Places.Store.class)
    public Response get(@PathParam("id") StoreId id) {
        return answer(places.store(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:store:create")
    @Returns(status = 201, value = Places.Store.class)
    public Response create(Places.StoreDraft draft) {
        var store = places.createStore(draft);
        return Response.created(URI.create("stores/" + store.id()))
                .header("ETag", Version.tag(store.version()))
                .entity(store)
                .build();
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires("core:store:edit")
    @Takes(Places.StoreChange.class)
    @Returns(Places.Store.class)
    public Response change(
            @PathParam("id") StoreId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(places.changeStore(id, Version.required(version), patch));
    }

    private static Response answer(Places.Store store) {
        return Response.ok(store).header("ETag", Version.tag(store.version())).build();
    }
}
