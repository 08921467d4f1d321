package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerClaims.Unowned;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pool.ClaimDraft;
import org.kithwork.funnel.internal.pool.Claims;
import org.kithwork.funnel.internal.pool.Pool;
import org.kithwork.funnel.internal.pool.PoolDraft;
import org.kithwork.funnel.internal.pool.PoolEntry;
import org.kithwork.funnel.internal.pool.PoolId;
import org.kithwork.funnel.internal.pool.Pools;
import org.kithwork.funnel.internal.pool.Standing;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Pools of customers without an owner, and what is claimed from them. */
@Component(service = PoolsResource.class)
@JakartarsResource
@Path("funnel/pools")
@Produces(MediaType.APPLICATION_JSON)
public final class PoolsResource {

    private final Pools pools;
    private final Claims claims;
    private final Paging paging;

    @Activate
    public PoolsResource(@Reference Pools pools, @Reference Claims claims, @Reference Paging paging) {
        this.pools = pools;
        this.claims = claims;
        this.paging = paging;
    }

    /** All of them: there are few, so that there are no pages. */
    public record All(List<Pool> items) {}

    /** In the order in which they were made, retired ones among them. */
    @GET
    @Requires(FunnelPermissions.VIEW_POOLS)
    public All list() {
        return new All(pools.list());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.CONFIGURE_POOLS)
    @Returns(status = 201, value = Pool.class)
    public Response create(PoolDraft draft) {
        var made = pools.create(draft);
        return answer(Response.created(URI.create("funnel/pools/" + made.id())), made);
    }

    @GET
    @Path("{id}")
    @Requires(FunnelPermissions.VIEW_POOLS)
    @Returns(Pool.class)
    public Response get(@PathParam("id") PoolId id) {
        return answer(Response.ok(), pools.get(id));
    }

    /** Changes the members that the patch names; of the rules it names all. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(FunnelPermissions.CONFIGURE_POOLS)
    @Takes(PoolDraft.class)
    @Returns(Pool.class)
    public Response change(
            @PathParam("id") PoolId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), pools.change(id, Version.required(version), patch));
    }

    /** The customers in the pool whom the caller may claim, the newest first. */
    @GET
    @Path("{id}/customers")
    @Requires(FunnelPermissions.CLAIM_FROM_POOLS)
    public Page<Unowned> customers(
            @PathParam("id") PoolId id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return claims.free(id, paging.request(limit, cursor));
    }

    /** What the caller may still claim. */
    @GET
    @Path("{id}/standing")
    @Requires(FunnelPermissions.CLAIM_FROM_POOLS)
    public Standing standing(@PathParam("id") PoolId id) {
        return claims.standing(id);
    }

    /** Makes the caller the owner of a customer of the pool, who belongs to nobody. */
    @POST
    @Path("{id}/claims")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.CLAIM_FROM_POOLS)
    public PoolEntry claim(@PathParam("id") PoolId id, ClaimDraft draft) {
        return claims.claim(id, draft);
    }

    /** Gives a customer of the caller back to the pool. */
    @POST
    @Path("{id}/returns")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.CLAIM_FROM_POOLS)
    public PoolEntry giveBack(@PathParam("id") PoolId id, ClaimDraft draft) {
        return claims.giveBack(id, draft);
    }

    private static Response answer(Response.ResponseBuilder response, Pool pool) {
        return response.tag(Long.toString(pool.version())).entity(pool).build();
    }
}
