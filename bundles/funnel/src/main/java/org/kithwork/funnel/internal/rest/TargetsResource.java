package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.attainment.Attained;
import org.kithwork.funnel.internal.attainment.Target;
import org.kithwork.funnel.internal.attainment.Targets;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What users, teams and stores are to sell. */
@Component(service = TargetsResource.class)
@JakartarsResource
@Path("funnel/targets")
@Produces(MediaType.APPLICATION_JSON)
public final class TargetsResource {

    private final Targets targets;

    @Activate
    public TargetsResource(@Reference Targets targets) {
        this.targets = targets;
    }

    /** All of a month that one may see: there are few, so that there are no pages. */
    public record All(List<Attained> items) {}

    /** The targets of a month, written {@code 2026-03}, with what is attained; of the current one where none is named. */
    @GET
    @Requires(FunnelPermissions.VIEW_TARGETS)
    public All list(@QueryParam("month") @Nullable String month) {
        return new All(targets.attained(month));
    }

    /** Sets the target of a user, a team or a store ({@code USER}, {@code TEAM}, {@code STORE}) for a month. */
    @PUT
    @Path("{level}/{subject}/{month}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.EDIT_TARGETS)
    public Target put(
            @PathParam("level") String level,
            @PathParam("subject") String subject,
            @PathParam("month") String month,
            Targets.Draft draft) {
        return targets.put(level, subject, month, draft);
    }

    /** Removes it. */
    @DELETE
    @Path("{level}/{subject}/{month}")
    @Requires(FunnelPermissions.EDIT_TARGETS)
    public void remove(
            @PathParam("level") String level, @PathParam("subject") String subject, @PathParam("month") String month) {
        targets.remove(level, subject, month);
    }
}
