package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.repurchase.RepurchaseRule;
import org.kithwork.funnel.internal.repurchase.RepurchaseRules;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** In which pipelines opportunities come up by themselves. */
@Component(service = RepurchaseRulesResource.class)
@JakartarsResource
@Path("funnel/repurchase-rules")
@Produces(MediaType.APPLICATION_JSON)
public final class RepurchaseRulesResource {

    private final RepurchaseRules rules;

    @Activate
    public RepurchaseRulesResource(@Reference RepurchaseRules rules) {
        this.rules = rules;
    }

    /** All of them: one of a pipeline at most, so that there are no pages. */
    public record All(List<RepurchaseRule> items) {}

    /** By pipeline; a pipeline without one has none come up. */
    @GET
    @Requires(FunnelPermissions.VIEW_PIPELINES)
    public All list() {
        return new All(rules.list());
    }

    /** Says when they come up in this pipeline. */
    @PUT
    @Path("{pipeline}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.CONFIGURE_PIPELINES)
    public RepurchaseRule put(@PathParam("pipeline") PipelineId pipeline, RepurchaseRules.Draft draft) {
        return rules.put(pipeline, draft);
    }
}
