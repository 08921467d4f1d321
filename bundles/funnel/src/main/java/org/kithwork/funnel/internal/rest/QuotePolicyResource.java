package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.quote.QuotePolicies;
import org.kithwork.funnel.internal.quote.QuotePolicy;
import org.kithwork.funnel.internal.quote.QuotePolicyChange;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Which quotes somebody else has to approve. */
@Component(service = QuotePolicyResource.class)
@JakartarsResource
@Path("funnel/quote-policy")
@Produces(MediaType.APPLICATION_JSON)
public final class QuotePolicyResource {

    private final QuotePolicies policies;

    @Activate
    public QuotePolicyResource(@Reference QuotePolicies policies) {
        this.policies = policies;
    }

    @GET
    @Requires(FunnelPermissions.VIEW_PIPELINES)
    @Returns(QuotePolicy.class)
    public Response get() {
        return answer(policies.get());
    }

    /** Changes the limits that the patch names; {@code null} lifts one. */
    @PATCH
    @Consumes("application/merge-patch+json")
    @Requires(FunnelPermissions.CONFIGURE_PIPELINES)
    @Takes(QuotePolicyChange.class)
    @Returns(QuotePolicy.class)
    public Response change(@HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(policies.change(Version.required(version), patch));
    }

    private static Response answer(QuotePolicy policy) {
        return Response.ok(policy).tag(Long.toString(policy.version())).build();
    }
}
