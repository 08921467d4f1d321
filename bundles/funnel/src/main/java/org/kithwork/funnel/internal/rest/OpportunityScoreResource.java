package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.score.Score;
import org.kithwork.funnel.internal.score.Scores;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** How promising an opportunity is. */
@Component(service = OpportunityScoreResource.class)
@JakartarsResource
@Path("funnel/opportunities/{id}/score")
@Produces(MediaType.APPLICATION_JSON)
public final class OpportunityScoreResource {

    private final Scores scores;

    @Activate
    public OpportunityScoreResource(@Reference Scores scores) {
        this.scores = scores;
    }

    /** Its points, rule by rule, as of now. */
    @GET
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public Score get(@PathParam("id") OpportunityId id) {
        return scores.of(id);
    }
}
