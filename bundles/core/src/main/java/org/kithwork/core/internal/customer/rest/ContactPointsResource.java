package org.kithwork.core.internal.customer.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.kithwork.core.internal.customer.ContactPointChange;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.Identifier;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/**
 * {@code /customers/{id}/contact-points} and {@code /identifiers}; each answers with the whole customer. Its path is that
 * of {@link CustomersResource}: a longer one would hide the customer itself.
 */
@Component(service = ContactPointsResource.class)
@JakartarsResource
@Path("customers")
@Produces(MediaType.APPLICATION_JSON)
public final class ContactPointsResource {

    private final CustomerAdmin admin;

    @Activate
    public ContactPointsResource(@Reference CustomerAdmin admin) {
        this.admin = admin;
    }

    @POST
    @Path("{id}/contact-points")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:customer:edit")
    @Returns(status = 201, value = Customer.class)
    public Response add(@PathParam("id") CustomerId id, CustomerDraft.Contact contact) {
        return CustomersResource.answer(
                Response.created(URI.create("customers/" + id)), admin.addContactPoint(id, contact));
    }

    @PATCH
    @Path("{id}/contact-points/{contactPoint}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Requires("core:customer:edit")
    @Takes(ContactPointChange.class)
    @Returns(Customer.class)
    public Response change(
            @PathParam("id") CustomerId id, @PathParam("contactPoint") String contactPoint, Patch patch) {
        return CustomersResource.answer(Response.ok(), admin.changeContactPoint(id, contactPoint, patch));
    }

    @DELETE
    @Path("{id}/contact-points/{contactPoint}")
    @Requires("core:customer:edit")
    @Returns(Customer.class)
    public Response remove(@PathParam("id") CustomerId id, @PathParam("contactPoint") String contactPoint) {
        return CustomersResource.answer(Response.ok(), admin.removeContactPoint(id, contactPoint));
    }

    @POST
    @Path("{id}/identifiers")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:customer:edit")
    @Returns(status = 201, value = Customer.class)
    public Response addIdentifier(@PathParam("id") CustomerId id, CustomerDraft.Key identifier) {
        return CustomersResource.answer(
                Response.created(URI.create("customers/" + id)), admin.addIdentifier(id, identifier));
    }

    @DELETE
    @Path("{id}/identifiers/{scheme}/{value}")
    @Requires("core:customer:edit")
    @Returns(Customer.class)
    public Response removeIdentifier(
            @PathParam("id") CustomerId id, @PathParam("scheme") String scheme, @PathParam("value") String value) {
        return CustomersResource.answer(Response.ok(), admin.removeIdentifier(id, new Identifier(scheme, value)));
    }
}
