package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pace.Pace;
import org.kithwork.funnel.internal.pace.Paces;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** How long opportunities usually are in a stage; those that are there for longer are listed by {@code funnel/opportunities?stuck=true}. */
@Component(service = PaceResource.class)
@JakartarsResource
@Path("funnel/pace")
@Produces(MediaType.APPLICATION_JSON)
public final class PaceResource {

    private final Paces paces;

    @Activate
    public PaceResource(@Reference Paces paces) {
        this.paces = paces;
    }

    /** The open stages of a pipeline with what is usual in each. */
    @GET
    @Requires(FunnelPermissions.VIEW_PIPELINES)
    public Pace get(@QueryParam("pipeline") @Nullable PipelineId pipeline) {
        return paces.of(pipeline);
    }
}
