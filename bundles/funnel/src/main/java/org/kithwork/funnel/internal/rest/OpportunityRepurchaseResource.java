package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.repurchase.RepurchaseReasons;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Why an opportunity came up by itself. */
@Component(service = OpportunityRepurchaseResource.class)
@JakartarsResource
@Path("funnel/opportunities/{id}/repurchase")
@Produces(MediaType.APPLICATION_JSON)
public final class OpportunityRepurchaseResource {

    private final RepurchaseReasons reasons;

    @Activate
    public OpportunityRepurchaseResource(@Reference RepurchaseReasons reasons) {
        this.reasons = reasons;
    }

    /** The rhythm by which it came up; none where somebody wrote it down. */
    @GET
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public RepurchaseReasons.Told get(@PathParam("id") OpportunityId id) {
        return reasons.of(id);
    }
}
