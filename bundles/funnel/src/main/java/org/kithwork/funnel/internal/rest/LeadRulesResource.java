package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.lead.AssignmentRules;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** By which rules leads come to whom. */
@Component(service = LeadRulesResource.class)
@JakartarsResource
@Path("funnel/lead-rules")
@Produces(MediaType.APPLICATION_JSON)
public final class LeadRulesResource {

    private final AssignmentRules rules;

    @Activate
    public LeadRulesResource(@Reference AssignmentRules rules) {
        this.rules = rules;
    }

    /** All of them, in their order: the first one that fits decides. */
    @GET
    @Requires(FunnelPermissions.CONFIGURE_LEADS)
    @Returns(AssignmentRules.All.class)
    public Response get() {
        return answer(rules.get());
    }

    /** Puts these rules in the place of those that are there. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.CONFIGURE_LEADS)
    @Returns(AssignmentRules.All.class)
    public Response put(@HeaderParam("If-Match") @Nullable Version version, AssignmentRules.Draft draft) {
        return answer(rules.put(Version.required(version), draft));
    }

    private static Response answer(AssignmentRules.All all) {
        return Response.ok().tag(Long.toString(all.version())).entity(all).build();
    }
}
