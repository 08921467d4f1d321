package org.kithwork.archives.internal.rest;

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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.SignalRule;
import org.kithwork.archives.internal.SignalRuleDraft;
import org.kithwork.archives.internal.SignalRuleId;
import org.kithwork.archives.internal.SignalRules;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The rules by which signals are found. */
@Component(service = SignalRulesResource.class)
@JakartarsResource
@Path("archives/signal-rules")
@Produces(MediaType.APPLICATION_JSON)
public final class SignalRulesResource {

    private final SignalRules rules;

    @Activate
    public SignalRulesResource(@Reference SignalRules rules) {
        this.rules = rules;
    }

    /** All rules. */
    public record Rules(List<SignalRule> items) {}

    @GET
    @Requires(ArchivesPermissions.VIEW_SIGNAL_RULES)
    public Rules list() {
        return new Rules(rules.list());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.EDIT_SIGNAL_RULES)
    @Returns(status = 201, value = SignalRule.class)
    public Response add(SignalRuleDraft draft) {
        var rule = rules.add(draft);
        return answer(Response.created(URI.create("archives/signal-rules/" + rule.id())), rule);
    }

    /** Changes the members that the patch names. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(ArchivesPermissions.EDIT_SIGNAL_RULES)
    @Takes(SignalRuleDraft.class)
    @Returns(SignalRule.class)
    public Response change(
            @PathParam("id") SignalRuleId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), rules.change(id, Version.required(version), patch));
    }

    /** Removes a rule; what it found stays. */
    @DELETE
    @Path("{id}")
    @Requires(ArchivesPermissions.EDIT_SIGNAL_RULES)
    public void remove(@PathParam("id") SignalRuleId id) {
        rules.remove(id);
    }

    private static Response answer(Response.ResponseBuilder response, SignalRule rule) {
        return response.tag(Long.toString(rule.version())).entity(rule).build();
    }
}
