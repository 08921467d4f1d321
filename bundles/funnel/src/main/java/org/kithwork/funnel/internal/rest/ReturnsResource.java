package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.opportunity.SaleReturn;
import org.kithwork.funnel.internal.opportunity.SaleReturns;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What came back of a sale. */
@Component(service = ReturnsResource.class)
@JakartarsResource
@Path("funnel/opportunities/{id}/returns")
@Produces(MediaType.APPLICATION_JSON)
public final class ReturnsResource {

    private final SaleReturns returns;

    @Activate
    public ReturnsResource(@Reference SaleReturns returns) {
        this.returns = returns;
    }

    /** All of an opportunity: there are few, so that there are no pages. */
    public record All(List<SaleReturn> items) {}

    /** What came back, the first one first. */
    @GET
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public All list(@PathParam("id") OpportunityId id) {
        return new All(returns.of(id));
    }

    /** Notes that something came back of what was won. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.EDIT_OPPORTUNITIES)
    @Returns(status = 201, value = SaleReturn.class)
    public Response add(@PathParam("id") OpportunityId id, SaleReturns.Draft draft) {
        var made = returns.add(id, draft);
        return Response.created(URI.create("funnel/opportunities/" + id + "/returns"))
                .entity(made)
                .build();
    }
}
