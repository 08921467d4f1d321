package org.kithwork.core.internal.customer.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerRestrictions;
import org.kithwork.core.internal.customer.CustomerRestrictions.Restriction;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /restrictions}: the customers that only named users see, by customer. */
@Component(service = RestrictionsResource.class)
@JakartarsResource
@Path("restrictions")
@Produces(MediaType.APPLICATION_JSON)
public final class RestrictionsResource {

    private final CustomerRestrictions restrictions;
    private final Paging paging;

    @Activate
    public RestrictionsResource(@Reference CustomerRestrictions restrictions, @Reference Paging paging) {
        this.restrictions = restrictions;
        this.paging = paging;
    }

    /** Why a customer is for everybody again. */
    public record Opening(@Nullable String reason) {}

    @GET
    @Requires("core:restriction:view")
    public Page<Restriction> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return restrictions.list(paging.request(limit, cursor));
    }

    @GET
    @Path("{customer}")
    @Requires("core:restriction:view")
    @Returns(Restriction.class)
    public Response get(@PathParam("customer") CustomerId customer) {
        return answer(restrictions.of(customer));
    }

    @PUT
    @Path("{customer}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:restriction:edit")
    @Returns(Restriction.class)
    public Response limit(
            @PathParam("customer") CustomerId customer,
            @HeaderParam("If-Match") @Nullable Version version,
            CustomerRestrictions.Draft draft) {
        return answer(restrictions.limit(customer, Version.required(version), draft));
    }

    @POST
    @Path("{customer}/opening")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:restriction:edit")
    @Returns(Restriction.class)
    public Response open(
            @PathParam("customer") CustomerId customer,
            @HeaderParam("If-Match") @Nullable Version version,
            Opening opening) {
        return answer(restrictions.open(customer, Version.required(version), opening.reason()));
    }

    private static Response answer(Restriction restriction) {
        return Response.ok(restriction)
                .header(HttpHeaders.ETAG, Version.tag(restriction.version()))
                .build();
    }
}
