package org.kithwork.intake.internal.webhook;

import java.net.URI;
import java.util.HashMap;
import org.kithwork.audit.Audit;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.Removal;
import org.kithwork.intake.internal.store.DeliveryStore;
import org.kithwork.intake.internal.store.WebhookStore;
import org.kithwork.intake.internal.webhook.Delivery.State;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes webhooks: the other system is told of nothing more, what waits included. The audit keeps how much the log held. */
@Component(service = WebhookRemovals.class)
public final class WebhookRemovals {

    private final AccessControl access;
    private final Transactions transactions;
    private final WebhookStore webhooks;
    private final DeliveryStore deliveries;
    private final Audit audit;

    @Activate
    public WebhookRemovals(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference WebhookStore webhooks,
            @Reference DeliveryStore deliveries,
            @Reference Audit audit) {
        this.access = access;
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.audit = audit;
    }

    /** What would end, without any effect. */
    public Removal preview(WebhookId id) {
        requireAll();
        return ends(webhooks.find(id).orElseThrow(WebhookId::notFound));
    }

    /** Deletes it with its log. */
    public Removal remove(WebhookId id) {
        requireAll();
        return transactions.call(() -> {
            var webhook = webhooks.lock(id).orElseThrow(WebhookId::notFound);
            var ends = ends(webhook);
            deliveries.removeOf(id);
            webhooks.remove(id);
            var detail = new HashMap<>(ends.detail());
            // The address as a whole may hold a password.
            detail.put("host", "" + URI.create(webhook.url()).getHost());
            audit.record(new Audit.Entry("webhook.deleted", "intake:webhook", id.value(), null, detail, null));
            return ends;
        });
    }

    private Removal ends(Webhook webhook) {
        var log = deliveries.counts(webhook.id());
        return new Removal(
                webhook.name(),
                log.getOrDefault(State.PENDING, 0L),
                log.getOrDefault(State.DELIVERED, 0L),
                log.getOrDefault(State.PARKED, 0L));
    }

    private void requireAll() {
        if (!access.visibility(IntakePermissions.WEBHOOK_EDIT).all()) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", IntakePermissions.EDIT_WEBHOOKS);
        }
    }
}
