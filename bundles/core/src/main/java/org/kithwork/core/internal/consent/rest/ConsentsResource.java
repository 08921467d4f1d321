package org.kithwork.core.internal.consent.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.AutomatedDecisions;
import org.kithwork.consent.ConsentDraft;
import org.kithwork.consent.ConsentEvent;
import org.kithwork.consent.ConsentLog;
import org.kithwork.consent.ConsentState;
import org.kithwork.consent.Consents;
import org.kithwork.consent.ContactPolicy;
import org.kithwork.consent.SendDecisions;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.consent.ContactPolicies;
import org.kithwork.core.internal.consent.SendCheck;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /customers/{id}/consents}, {@code /contact-policy} and {@code /send-checks}. */
@Component(service = ConsentsResource.class)
@JakartarsResource
@Path("customers")
@Produces(MediaType.APPLICATION_JSON)
public final class ConsentsResource {

    private final Consents consents;
    private final ConsentLog log;
    private final SendDecisions decisions;
    private final AutomatedDecisions automation;
    private final Clock clock;

    @Activate
    public ConsentsResource(
            @Reference Consents consents,
            @Reference ConsentLog log,
            @Reference SendDecisions decisions,
            @Reference AutomatedDecisions automation,
            @Reference Clock clock) {
        this.consents = consents;
        this.log = log;
        this.decisions = decisions;
        this.automation = automation;
        this.clock = clock;
    }

    /** A list that is short enough to be whole. */
    public record Items<T>(List<T> items) {}

    @GET
    @Path("{id}/consents")
    @Requires("core:consent:view")
    public Items<ConsentEvent> log(@PathParam("id") CustomerId id) {
        return new Items<>(consents.log(id));
    }

    @POST
    @Path("{id}/consents")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:consent:create")
    @Returns(status = 201, value = ConsentEvent.class)
    public Response record(@PathParam("id") CustomerId id, ConsentDraft draft) {
        return Response.created(URI.create("customers/" + id + "/consents"))
                .entity(log.record(id, draft))
                .build();
    }

    @GET
    @Path("{id}/consents/state")
    @Requires("core:consent:view")
    public Items<ConsentState> states(@PathParam("id") CustomerId id) {
        return new Items<>(consents.states(id));
    }

    /** Whether a machine alone may decide on the customer; the log of consents says what the customer wants. */
    @GET
    @Path("{id}/automated-decisions")
    @Requires("core:consent:view")
    public Automated automated(@PathParam("id") CustomerId id, @Context HttpHeaders headers) {
        var found = automation.of(id);
        var reason = found.reason();
        return new Automated(
                found.allowed(),
                reason == null ? null : reason.code(),
                reason == null ? null : reason.text(Locales.of(headers)),
                found.objection());
    }

    /** As {@link org.kithwork.consent.AutomatedDecision}, in the language of the caller. */
    public record Automated(
            boolean allowed,
            @Nullable String reason,
            @Nullable String text,
            @Nullable ConsentEvent objection) {}

    @GET
    @Path("{id}/contact-policy")
    @Requires("core:consent:view")
    @Returns(ContactPolicy.class)
    public Response policy(@PathParam("id") CustomerId id) {
        return answer(consents.policy(id));
    }

    @PATCH
    @Path("{id}/contact-policy")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Requires("core:consent:create")
    @Takes(ContactPolicies.Change.class)
    @Returns(ContactPolicy.class)
    public Response changePolicy(
            @PathParam("id") CustomerId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(log.changePolicy(id, Version.required(version), patch));
    }

    /** Whether a message might go out, and why not; counts nothing. */
    @POST
    @Path("{id}/send-checks")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:consent:view")
    @Returns(SendCheck.Answer.class)
    public Response check(@PathParam("id") CustomerId id, SendCheck check, @Context HttpHeaders headers) {
        Locale locale = Locales.of(headers);
        return Response.ok(SendCheck.answer(decisions.preview(check.request(id, clock.instant())), locale))
                .build();
    }

    private static Response answer(ContactPolicy policy) {
        return Response.ok(policy)
                .header(HttpHeaders.ETAG, Version.tag(policy.version()))
                .build();
    }
}
