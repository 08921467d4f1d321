package org.kithwork.core.internal.backup.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.backup.Backup;
import org.kithwork.core.internal.backup.Backups;
import org.kithwork.core.internal.job.JobDesk;
import org.kithwork.core.internal.job.JobView;
import org.kithwork.page.Page;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /backups}: those that lie there; making one and proving one are jobs. */
@Component(service = BackupsResource.class)
@JakartarsResource
@Path("backups")
@Produces(MediaType.APPLICATION_JSON)
public final class BackupsResource {

    private final Backups backups;
    private final JobDesk jobs;

    @Activate
    public BackupsResource(@Reference Backups backups, @Reference JobDesk jobs) {
        this.backups = backups;
        this.jobs = jobs;
    }

    /**
     * What to make.
     *
     * @param name made of the time where absent
     */
    public record Wanted(@Nullable String name) {}

    @GET
    @Requires("core:backup:view")
    public Page<Backup> list() {
        return new Page<>(backups.list(), null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:backup:create")
    @Returns(status = 202, value = JobView.class)
    public Response create(@Nullable Wanted wanted, @Context HttpHeaders headers) {
        return accepted(backups.submitCreation(wanted == null ? null : wanted.name()), headers);
    }

    @GET
    @Path("{name}")
    @Requires("core:backup:view")
    public Backup get(@PathParam("name") String name) {
        return backups.get(name);
    }

    @POST
    @Path("{name}/verifications")
    @Requires("core:backup:create")
    @Returns(status = 202, value = JobView.class)
    public Response verify(@PathParam("name") String name, @Context HttpHeaders headers) {
        return accepted(backups.submitVerification(name), headers);
    }

    private Response accepted(String job, HttpHeaders headers) {
        return Response.accepted(jobs.get(job, Locales.of(headers)))
                .location(URI.create("jobs/" + job))
                .build();
    }
}
