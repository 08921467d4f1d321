package org.kithwork.intake.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.Removal;
import org.kithwork.intake.internal.webhook.Deliveries;
import org.kithwork.intake.internal.webhook.Delivery;
import org.kithwork.intake.internal.webhook.DeliveryId;
import org.kithwork.intake.internal.webhook.Subscriptions;
import org.kithwork.intake.internal.webhook.Webhook;
import org.kithwork.intake.internal.webhook.WebhookDraft;
import org.kithwork.intake.internal.webhook.WebhookId;
import org.kithwork.intake.internal.webhook.WebhookRemovals;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Systems outside that are told of events. */
@Component(service = WebhooksResource.class)
@JakartarsResource
@Path("intake/webhooks")
@Produces(MediaType.APPLICATION_JSON)
public final class WebhooksResource {

    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final WebhookRemovals removals;
    private final Paging paging;

    @Activate
    public WebhooksResource(
            @Reference Subscriptions subscriptions,
            @Reference Deliveries deliveries,
            @Reference WebhookRemovals removals,
            @Reference Paging paging) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.removals = removals;
        this.paging = paging;
    }

    /** How many were queued. */
    public record Queued(int count) {}

    /** The webhooks, newest first. */
    @GET
    @Requires(IntakePermissions.VIEW_WEBHOOKS)
    public Page<Webhook> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return subscriptions.list(paging.request(limit, cursor));
    }

    /** Makes a webhook; the secret is in this answer and in no other. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(IntakePermissions.EDIT_WEBHOOKS)
    @Returns(status = 201, value = Subscriptions.Secret.class)
    public Response create(WebhookDraft draft) {
        var made = subscriptions.create(draft);
        return Response.created(URI.create("intake/webhooks/" + made.webhook().id()))
                .entity(made)
                .build();
    }

    /** The events of which the caller may have somebody told. */
    @GET
    @Path("events")
    @Requires(IntakePermissions.VIEW_WEBHOOKS)
    public List<Subscriptions.Offer> events(@Context HttpHeaders headers) {
        return subscriptions.offers(headers.getAcceptableLanguages().get(0));
    }

    @GET
    @Path("{id}")
    @Requires(IntakePermissions.VIEW_WEBHOOKS)
    @Returns(Webhook.class)
    public Response get(@PathParam("id") WebhookId id) {
        return answer(subscriptions.get(id));
    }

    /** Changes the members that the patch names. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(IntakePermissions.EDIT_WEBHOOKS)
    @Takes(WebhookDraft.class)
    @Returns(Webhook.class)
    public Response change(
            @PathParam("id") WebhookId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(subscriptions.change(id, Version.required(version), patch));
    }

    /** Deletes it with its log; as a trial it only says what would end. */
    @DELETE
    @Path("{id}")
    @Requires(IntakePermissions.EDIT_WEBHOOKS)
    public Removal remove(@PathParam("id") WebhookId id, @QueryParam("dryRun") boolean dryRun) {
        return dryRun ? removals.preview(id) : removals.remove(id);
    }

    /** Gives it another secret, which is in this answer and in no other. */
    @POST
    @Path("{id}/secret")
    @Requires(IntakePermissions.EDIT_WEBHOOKS)
    public Subscriptions.Secret renew(@PathParam("id") WebhookId id) {
        return subscriptions.renew(id);
    }

    /** Queues a message that says nothing, to see whether it arrives. */
    @POST
    @Path("{id}/ping")
    @Requires(IntakePermissions.EDIT_WEBHOOKS)
    public Delivery ping(@PathParam("id") WebhookId id) {
        return deliveries.ping(id);
    }

    /** What it was told, newest first; of one state where it is named. */
    @GET
    @Path("{id}/deliveries")
    @Requires(IntakePermissions.VIEW_WEBHOOKS)
    public Page<Delivery> log(
            @PathParam("id") WebhookId id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var faults = new Faults();
        var wanted = faults.choice("/state", state, Delivery.State.class);
        faults.check();
        return deliveries.list(id, wanted, paging.request(limit, cursor));
    }

    /** Sends one again, under the id that it had. */
    @POST
    @Path("{id}/deliveries/{delivery}/resend")
    @Requires(IntakePermissions.EDIT_WEBHOOKS)
    public Delivery resend(@PathParam("id") WebhookId id, @PathParam("delivery") DeliveryId delivery) {
        return deliveries.resend(id, delivery);
    }

    /** Sends those again that were given up, a thousand at most. */
    @POST
    @Path("{id}/resend")
    @Requires(IntakePermissions.EDIT_WEBHOOKS)
    public Queued resendParked(@PathParam("id") WebhookId id) {
        return new Queued(deliveries.resendParked(id));
    }

    private static Response answer(Webhook webhook) {
        return Response.ok(webhook).tag(Long.toString(webhook.version())).build();
    }
}
