package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.score.ScoreRule;
import org.kithwork.funnel.internal.score.ScoreRuleDraft;
import org.kithwork.funnel.internal.score.ScoreRuleId;
import org.kithwork.funnel.internal.score.ScoreRules;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.kithwork.signal.SignalType;
import org.kithwork.signal.Signals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What points are given for. */
@Component(service = ScoreRulesResource.class)
@JakartarsResource
@Path("funnel/score-rules")
@Produces(MediaType.APPLICATION_JSON)
public final class ScoreRulesResource {

    private final ScoreRules rules;
    private final Signals signals;

    @Activate
    public ScoreRulesResource(@Reference ScoreRules rules, @Reference Signals signals) {
        this.rules = rules;
        this.signals = signals;
    }

    /**
     * All of them: there are few, so that there are no pages.
     *
     * @param signals those that rules may look at, as modules offer them at the moment
     */
    public record All(List<ScoreRule> items, List<SignalType> signals) {}

    /** In the order in which they were made, those that are not in use among them. */
    @GET
    @Requires(FunnelPermissions.VIEW_PIPELINES)
    public All list() {
        return new All(
                rules.list(),
                signals.offered().stream()
                        .sorted(Comparator.comparing(SignalType::name))
                        .toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.CONFIGURE_SCORES)
    @Returns(status = 201, value = ScoreRule.class)
    public Response add(ScoreRuleDraft draft) {
        var rule = rules.add(draft);
        return answer(Response.created(URI.create("funnel/score-rules/" + rule.id())), rule);
    }

    /** Changes the members that the patch names; a condition is said as a whole. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(FunnelPermissions.CONFIGURE_SCORES)
    @Takes(ScoreRuleDraft.class)
    @Returns(ScoreRule.class)
    public Response change(
            @PathParam("id") ScoreRuleId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), rules.change(id, Version.required(version), patch));
    }

    @DELETE
    @Path("{id}")
    @Requires(FunnelPermissions.CONFIGURE_SCORES)
    public void remove(@PathParam("id") ScoreRuleId id) {
        rules.remove(id);
    }

    private static Response answer(Response.ResponseBuilder response, ScoreRule rule) {
        return response.tag(Long.toString(rule.version())).entity(rule).build();
    }
}
