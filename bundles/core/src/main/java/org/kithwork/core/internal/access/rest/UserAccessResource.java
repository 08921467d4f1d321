package org.kithwork.core.internal.access.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.AccessExplainer;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.permission.UserId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /users/{id}/access}: what a user may see and do, and why. */
@Component(service = UserAccessResource.class)
@JakartarsResource
@Path("users/{id}/access")
@Produces(MediaType.APPLICATION_JSON)
public final class UserAccessResource {

    private final AccessExplainer explainer;

    @Activate
    public UserAccessResource(@Reference AccessExplainer explainer) {
        this.explainer = explainer;
    }

    @GET
    @Requires("core:role:view")
    public AccessExplainer.Explanation explain(
            @PathParam("id") UserId id,
            @QueryParam("customer") @Nullable CustomerId customer,
            @Context HttpHeaders headers) {
        return explainer.explain(id, customer, Locales.of(headers));
    }
}
