package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pool.Returns;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Whom the caller will lose to a pool soon. */
@Component(service = PoolReturnsResource.class)
@JakartarsResource
@Path("funnel/pool-returns")
@Produces(MediaType.APPLICATION_JSON)
public final class PoolReturnsResource {

    private final Returns returns;

    @Activate
    public PoolReturnsResource(@Reference Returns returns) {
        this.returns = returns;
    }

    /**
     * All of them: one has as many customers as one can look after, so that there are no pages.
     *
     * @param contactsKnown whether it is known who is talked to; while it is not nobody goes back for that reason
     */
    public record All(List<Returns.Soon> items, boolean contactsKnown) {}

    /** The caller's customers who go back within three days unless something happens, the first ones first. */
    @GET
    @Requires(FunnelPermissions.CLAIM_FROM_POOLS)
    public All list() {
        return new All(returns.mine(), returns.knowsContacts());
    }
}
