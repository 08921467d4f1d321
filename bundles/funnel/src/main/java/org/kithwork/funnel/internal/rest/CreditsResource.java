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
import org.kithwork.funnel.internal.opportunity.Credit;
import org.kithwork.funnel.internal.opportunity.Credits;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Whose a win is. */
@Component(service = CreditsResource.class)
@JakartarsResource
@Path("funnel/opportunities/{id}/credits")
@Produces(MediaType.APPLICATION_JSON)
public final class CreditsResource {

    private final Credits credits;

    @Activate
    public CreditsResource(@Reference Credits credits) {
        this.credits = credits;
    }

    /** All of an opportunity: there are few, so that there are no pages. */
    public record All(List<Credit> items) {}

    /** Whose it is, in per cent. */
    @GET
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public All list(@PathParam("id") OpportunityId id) {
        return new All(credits.of(id));
    }

    /** Divides it among users, by percentages that sum to a hundred. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.ASSIGN_OPPORTUNITIES)
    public All put(@PathParam("id") OpportunityId id, Credits.Draft draft) {
        return new All(credits.put(id, draft));
    }
}
