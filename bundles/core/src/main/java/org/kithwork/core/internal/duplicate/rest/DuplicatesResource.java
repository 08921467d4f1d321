package org.kithwork.core.internal.duplicate.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.duplicate.DuplicateMethod;
import org.kithwork.core.internal.duplicate.DuplicatePair;
import org.kithwork.core.internal.duplicate.DuplicateState;
import org.kithwork.core.internal.duplicate.Duplicates;
import org.kithwork.core.internal.job.JobDesk;
import org.kithwork.core.internal.job.JobView;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /duplicates}: the queue, the search that fills it, and what is said of a pair. */
@Component(service = DuplicatesResource.class)
@JakartarsResource
@Path("duplicates")
@Produces(MediaType.APPLICATION_JSON)
public final class DuplicatesResource {

    private final Duplicates duplicates;
    private final JobDesk jobs;
    private final Paging paging;

    @Activate
    public DuplicatesResource(@Reference Duplicates duplicates, @Reference JobDesk jobs, @Reference Paging paging) {
        this.duplicates = duplicates;
        this.jobs = jobs;
        this.paging = paging;
    }

    /**
     * How to search.
     *
     * @param weights DEFAULT where absent
     */
    public record Search(@Nullable DuplicateMethod weights) {}

    /** What is said of a pair; merging is another request. */
    public record Verdict(
            @Nullable DuplicateState verdict, @Nullable String reason) {}

    @GET
    @Requires("core:duplicate:view")
    public Page<DuplicatePair> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var faults = new Faults();
        var wanted = faults.choice("/state", state, DuplicateState.class);
        faults.check();
        return duplicates.list(wanted, paging.request(limit, cursor));
    }

    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:duplicate:configure")
    @Returns(status = 202, value = JobView.class)
    public Response search(@Nullable Search search, @Context HttpHeaders headers) {
        var id = duplicates.search(search == null ? null : search.weights());
        // Whoever may search is told what was begun, whatever other jobs he may see.
        return Response.accepted(jobs.peek(id, Locales.of(headers)).orElseThrow())
                .location(URI.create("jobs/" + id))
                .build();
    }

    @GET
    @Path("{id}")
    @Requires("core:duplicate:view")
    public DuplicatePair get(@PathParam("id") String id) {
        return duplicates.get(id);
    }

    @POST
    @Path("{id}/verdict")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:duplicate:edit")
    public DuplicatePair decide(@PathParam("id") String id, Verdict verdict) {
        return duplicates.decide(id, verdict.verdict(), verdict.reason());
    }
}
