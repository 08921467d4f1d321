package org.kithwork.core.internal.access.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.PermissionCatalog;
import org.kithwork.core.internal.access.audit.AuditReader;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /audit}. */
@Component(service = AuditResource.class)
@JakartarsResource
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {

    private final AuditReader audit;
    private final Paging paging;

    @Activate
    public AuditResource(@Reference AuditReader audit, @Reference Paging paging) {
        this.audit = audit;
        this.paging = paging;
    }

    /** A list that is short enough to be whole. */
    public record Actions(List<PermissionCatalog.Action> items) {}

    @GET
    @Path("actions")
    @Requires("core:audit:view")
    public Actions actions(@Context HttpHeaders headers) {
        return new Actions(audit.actions(Locales.of(headers)));
    }

    @GET
    @Requires("core:audit:view")
    public Page<AuditReader.Shown> list(
            @QueryParam("object") @Nullable String object,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("action") @Nullable String action,
            @QueryParam("customer") @Nullable String customer,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context HttpHeaders headers) {
        var query = new AuditReader.Query(object, actor, action, customer, from, to);
        return audit.list(query, paging.request(limit, cursor), Locales.of(headers));
    }
}
