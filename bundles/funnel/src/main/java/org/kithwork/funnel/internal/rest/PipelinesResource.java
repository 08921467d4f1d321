package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineDraft;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.Pipelines;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The ways that opportunities go. */
@Component(service = PipelinesResource.class)
@JakartarsResource
@Path("funnel/pipelines")
@Produces(MediaType.APPLICATION_JSON)
public final class PipelinesResource {

    private final Pipelines pipelines;

    @Activate
    public PipelinesResource(@Reference Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    /** All of them: there are few, so that there are no pages. */
    public record All(List<Pipeline> items) {}

    /** In the order in which they were made, retired ones among them. */
    @GET
    @Requires(FunnelPermissions.VIEW_PIPELINES)
    public All list() {
        return new All(pipelines.list());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.CONFIGURE_PIPELINES)
    @Returns(status = 201, value = Pipeline.class)
    public Response create(PipelineDraft draft) {
        var made = pipelines.create(draft);
        return answer(Response.created(URI.create("funnel/pipelines/" + made.id())), made);
    }

    @GET
    @Path("{id}")
    @Requires(FunnelPermissions.VIEW_PIPELINES)
    @Returns(Pipeline.class)
    public Response get(@PathParam("id") PipelineId id) {
        return answer(Response.ok(), pipelines.get(id));
    }

    /** Changes the members that the patch names; of the stages it names all. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(FunnelPermissions.CONFIGURE_PIPELINES)
    @Takes(PipelineDraft.class)
    @Returns(Pipeline.class)
    public Response change(
            @PathParam("id") PipelineId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), pipelines.change(id, Version.required(version), patch));
    }

    private static Response answer(Response.ResponseBuilder response, Pipeline pipeline) {
        return response.tag(Long.toString(pipeline.version())).entity(pipeline).build();
    }
}
