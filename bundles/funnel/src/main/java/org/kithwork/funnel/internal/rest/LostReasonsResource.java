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
import org.kithwork.funnel.internal.opportunity.LostReason;
import org.kithwork.funnel.internal.opportunity.LostReasons;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Why opportunities may be lost. */
@Component(service = LostReasonsResource.class)
@JakartarsResource
@Path("funnel/lost-reasons")
@Produces(MediaType.APPLICATION_JSON)
public final class LostReasonsResource {

    private final LostReasons reasons;

    @Activate
    public LostReasonsResource(@Reference LostReasons reasons) {
        this.reasons = reasons;
    }

    /** All of them: there are few, so that there are no pages. */
    public record All(List<LostReason> items) {}

    /** By key, retired ones among them. */
    @GET
    @Requires(FunnelPermissions.VIEW_PIPELINES)
    public All list() {
        return new All(reasons.list());
    }

    /** Adds a reason, or changes the one of this key. */
    @PUT
    @Path("{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.CONFIGURE_PIPELINES)
    public LostReason put(@PathParam("key") String key, LostReasons.Draft draft) {
        return reasons.put(key, draft);
    }
}
