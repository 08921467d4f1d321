package org.kithwork.core.internal.limit.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.limit.LimitAlerts;
import org.kithwork.core.internal.limit.LimitSettings;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /limits}. */
@Component(service = LimitsResource.class)
@JakartarsResource
@Path("limits")
@Produces(MediaType.APPLICATION_JSON)
public final class LimitsResource {

    private final LimitSettings settings;
    private final LimitAlerts alerts;
    private final Paging paging;

    @Activate
    public LimitsResource(@Reference LimitSettings settings, @Reference LimitAlerts alerts, @Reference Paging paging) {
        this.settings = settings;
        this.alerts = alerts;
        this.paging = paging;
    }

    @GET
    @Requires("core:limit:view")
    @Returns(LimitSettings.Settings.class)
    public Response get() {
        return answer(settings.get());
    }

    @PATCH
    @Consumes("application/merge-patch+json")
    @Requires("core:limit:configure")
    @Takes(LimitSettings.Change.class)
    @Returns(LimitSettings.Settings.class)
    public Response change(@HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(settings.change(Version.required(version), patch));
    }

    /** Who reached a limit, newest first. */
    @GET
    @Path("alerts")
    @Requires("core:limit:view")
    public Page<LimitAlerts.Alert> alerts(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return alerts.list(paging.request(limit, cursor));
    }

    private static Response answer(LimitSettings.Settings settings) {
        return Response.ok(settings)
                .header(HttpHeaders.ETAG, Version.tag(settings.version()))
                .build();
    }
}
