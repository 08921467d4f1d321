package org.kithwork.core.internal.job.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.job.JobDesk;
import org.kithwork.core.internal.job.JobView;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /jobs}. */
@Component(service = JobsResource.class)
@JakartarsResource
@Path("jobs")
@Produces(MediaType.APPLICATION_JSON)
public final class JobsResource {

    private final JobDesk desk;
    private final Paging paging;

    @Activate
    public JobsResource(@Reference JobDesk desk, @Reference Paging paging) {
        this.desk = desk;
        this.paging = paging;
    }

    @GET
    @Requires("core:job:view")
    public Page<JobView> list(
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context HttpHeaders headers) {
        return desk.list(paging.request(limit, cursor), Locales.of(headers));
    }

    @GET
    @Path("{id}")
    @Requires("core:job:view")
    public JobView get(@PathParam("id") String id, @Context HttpHeaders headers) {
        return desk.get(id, Locales.of(headers));
    }

    @POST
    @Path("{id}/pause")
    @Requires("core:job:edit")
    public JobView pause(@PathParam("id") String id, @Context HttpHeaders headers) {
        return desk.pause(id, Locales.of(headers));
    }

    @POST
    @Path("{id}/resume")
    @Requires("core:job:edit")
    public JobView resume(@PathParam("id") String id, @Context HttpHeaders headers) {
        return desk.resume(id, Locales.of(headers));
    }

    @POST
    @Path("{id}/cancel")
    @Requires("core:job:edit")
    public JobView cancel(@PathParam("id") String id, @Context HttpHeaders headers) {
        return desk.cancel(id, Locales.of(headers));
    }

    @POST
    @Path("{id}/retry")
    @Requires("core:job:edit")
    public JobView retry(@PathParam("id") String id, @Context HttpHeaders headers) {
        return desk.retry(id, Locales.of(headers));
    }
}
