package org.kithwork.core.internal.customer.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.kithwork.core.internal.customer.CustomerRelations;
import org.kithwork.core.internal.customer.CustomerRelations.Relation;
import org.kithwork.core.internal.customer.rest.CustomersResource.Items;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /customers/{id}/relations}. */
@Component(service = RelationsResource.class)
@JakartarsResource
@Path("customers/{id}/relations")
@Produces(MediaType.APPLICATION_JSON)
public final class RelationsResource {

    private final CustomerRelations relations;

    @Activate
    public RelationsResource(@Reference CustomerRelations relations) {
        this.relations = relations;
    }

    @GET
    @Requires("core:customer:view")
    public Items<Relation> list(@PathParam("id") CustomerId id) {
        return new Items<>(relations.of(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:customer:edit")
    @Returns(status = 201, value = Items.class, of = Relation.class)
    public Response add(@PathParam("id") CustomerId id, CustomerRelations.Draft draft) {
        return Response.created(URI.create("customers/" + id + "/relations"))
                .entity(new Items<>(relations.add(id, draft)))
                .build();
    }

    @DELETE
    @Path("{relation}")
    @Requires("core:customer:edit")
    public void remove(@PathParam("id") CustomerId id, @PathParam("relation") String relation) {
        relations.remove(id, relation);
    }
}
