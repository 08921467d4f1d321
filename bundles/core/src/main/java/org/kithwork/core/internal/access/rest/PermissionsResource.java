package org.kithwork.core.internal.access.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /permissions}: what can be granted to roles and tokens. */
@Component(service = PermissionsResource.class)
@JakartarsResource
@Path("permissions")
@Produces(MediaType.APPLICATION_JSON)
public final class PermissionsResource {

    private final RoleAdmin roles;

    @Activate
    public PermissionsResource(@Reference RoleAdmin roles) {
        this.roles = roles;
    }

    /** A list that is short enough to be whole. */
    public record Items(List<RoleAdmin.Grantable> items) {}

    /** A list that is short enough to be whole. */
    public record Fields(List<RoleAdmin.Ruled> items) {}

    /** The members of modules' records that have rules for each role. */
    @GET
    @Path("fields")
    @Requires("core:role:view")
    public Fields fields(@Context HttpHeaders headers) {
        return new Fields(roles.ruled(Locales.of(headers)));
    }

    @GET
    @Requires("core:role:view")
    public Items list(@Context HttpHeaders headers) {
        return new Items(roles.permissions(Locales.of(headers)));
    }
}
