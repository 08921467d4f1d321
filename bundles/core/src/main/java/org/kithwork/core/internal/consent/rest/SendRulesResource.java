package org.kithwork.core.internal.consent.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.consent.SendRules;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /send-rules}. */
@Component(service = SendRulesResource.class)
@JakartarsResource
@Path("send-rules")
@Produces(MediaType.APPLICATION_JSON)
public final class SendRulesResource {

    private final SendRules rules;

    @Activate
    public SendRulesResource(@Reference SendRules rules) {
        this.rules = rules;
    }

    @GET
    @Requires(Requires.SIGNED_IN)
    @Returns(SendRules.Rules.class)
    public Response get() {
        return answer(rules.get());
    }

    @PATCH
    @Consumes("application/merge-patch+json")
    @Requires("core:consent:configure")
    @Takes(SendRules.Change.class)
    @Returns(SendRules.Rules.class)
    public Response change(@HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(rules.change(Version.required(version), patch));
    }

    private static Response answer(SendRules.Rules rules) {
        return Response.ok(rules)
                .header(HttpHeaders.ETAG, Version.tag(rules.version()))
                .build();
    }
}
