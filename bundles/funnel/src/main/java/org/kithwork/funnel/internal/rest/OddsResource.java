package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.odds.Chances;
import org.kithwork.funnel.internal.odds.Odds;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** How likely an open opportunity is won, and why. */
@Component(service = OddsResource.class)
@JakartarsResource
@Path("funnel/opportunities/{id}/odds")
@Produces(MediaType.APPLICATION_JSON)
public final class OddsResource {

    private final Chances chances;

    @Activate
    public OddsResource(@Reference Chances chances) {
        this.chances = chances;
    }

    /** Learned from what became of those that were in its stage as long and had its source. */
    @GET
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public Odds get(@PathParam("id") OpportunityId id) {
        return chances.of(id);
    }
}
