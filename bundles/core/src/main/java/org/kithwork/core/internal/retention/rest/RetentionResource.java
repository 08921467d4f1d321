package org.kithwork.core.internal.retention.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.retention.RetentionRule;
import org.kithwork.core.internal.retention.RetentionRules;
import org.kithwork.core.internal.retention.RetentionRun;
import org.kithwork.core.internal.retention.RetentionRuns;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /privacy/retention}: how long records are kept, and the log of what went. */
@Component(service = RetentionResource.class)
@JakartarsResource
@Path("privacy/retention")
@Produces(MediaType.APPLICATION_JSON)
public final class RetentionResource {

    private final RetentionRules rules;
    private final RetentionRuns runs;
    private final Paging paging;

    @Activate
    public RetentionResource(@Reference RetentionRules rules, @Reference RetentionRuns runs, @Reference Paging paging) {
        this.rules = rules;
        this.runs = runs;
        this.paging = paging;
    }

    /** A list that is short enough to be whole. */
    public record Rules(List<RetentionRule> items) {}

    @GET
    @Path("rules")
    @Requires("core:retention:view")
    public Rules rules(@Context HttpHeaders headers) {
        return new Rules(rules.list(Locales.of(headers)));
    }

    /** Sets a rule, against version 0 where nobody has set it before. */
    @PUT
    @Path("rules/{kind}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:retention:configure")
    @Returns(RetentionRule.class)
    public Response set(
            @PathParam("kind") String kind,
            @HeaderParam("If-Match") @Nullable Version version,
            RetentionRules.Draft draft,
            @Context HttpHeaders headers) {
        var rule = rules.set(kind, Version.required(version), draft, Locales.of(headers));
        return Response.ok(rule).header("ETag", Version.tag(rule.version())).build();
    }

    /** Counts what each rule would meet, and changes nothing. */
    @POST
    @Path("trials")
    @Requires("core:retention:view")
    @Returns(status = 202, value = RetentionRun.class)
    public Response tryOut(@Context HttpHeaders headers) {
        return begun(runs.tryOut(), headers);
    }

    @POST
    @Path("runs")
    @Requires("core:retention:delete")
    @Returns(status = 202, value = RetentionRun.class)
    public Response run(@Context HttpHeaders headers) {
        return begun(runs.run(), headers);
    }

    private Response begun(RetentionRuns.Begun begun, HttpHeaders headers) {
        return Response.accepted(runs.get(begun.run(), Locales.of(headers)))
                .location(URI.create("privacy/retention/runs/" + begun.run()))
                .build();
    }

    /** Runs and trials, newest first. */
    @GET
    @Path("runs")
    @Requires("core:retention:view")
    public Page<RetentionRun> runs(
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context HttpHeaders headers) {
        return runs.list(paging.request(limit, cursor), Locales.of(headers));
    }

    @GET
    @Path("runs/{id}")
    @Requires("core:retention:view")
    public RetentionRun get(@PathParam("id") String id, @Context HttpHeaders headers) {
        return runs.get(id, Locales.of(headers));
    }
}
