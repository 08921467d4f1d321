package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.lead.LeadId;
import org.kithwork.funnel.internal.score.Score;
import org.kithwork.funnel.internal.score.Scores;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The scores of a page of leads. */
@Component(service = LeadScoresResource.class)
@JakartarsResource
@Path("funnel/lead-scores")
@Produces(MediaType.APPLICATION_JSON)
public final class LeadScoresResource {

    private final Scores scores;

    @Activate
    public LeadScoresResource(@Reference Scores scores) {
        this.scores = scores;
    }

    /** By the id of the lead. */
    public record All(Map<String, Score> items) {}

    /** Those of up to fifty; what is not there or out of scope is left out. */
    @GET
    @Requires(FunnelPermissions.VIEW_LEADS)
    public All list(@QueryParam("lead") List<LeadId> ids) {
        var items = new TreeMap<String, Score>();
        scores.ofLeads(ids).forEach((id, score) -> items.put(id.value(), score));
        return new All(items);
    }
}
