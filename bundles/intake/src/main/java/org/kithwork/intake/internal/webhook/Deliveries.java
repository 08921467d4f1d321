package org.kithwork.intake.internal.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.event.Event;
import org.kithwork.id.Ids;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.store.DeliveryStore;
import org.kithwork.intake.internal.store.WebhookStore;
import org.kithwork.intake.internal.webhook.Delivery.State;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The log of what webhooks were told, and what people do with it: look, try, send again. */
@Component(service = Deliveries.class)
public final class Deliveries {

    /** What a test tells; no event has this type. */
    static final String PING = "intake.webhook.ping";

    static final Duration TRIED = Duration.ofHours(24);

    private static final int MOST_AT_ONCE = 1000;

    private final AccessControl access;
    private final Transactions transactions;
    private final WebhookStore webhooks;
    private final DeliveryStore store;
    private final Audit audit;
    private final Paging paging;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Deliveries(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference WebhookStore webhooks,
            @Reference DeliveryStore store,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.store = store;
        this.audit = audit;
        this.paging = paging;
        this.ids = ids;
        this.clock = clock;
    }

    /** Puts an event into the queue of a webhook; the second time it does nothing. */
    void queue(WebhookId webhook, Event event) {
        var customer = event.customer();
        store.insert(fresh(
                webhook,
                event.id(),
                event.type(),
                event.subjectId(),
                customer == null ? null : customer.value(),
                event.occurredAt()));
    }

    private Delivery fresh(
            WebhookId webhook,
            String event,
            String type,
            String subject,
            @Nullable String customer,
            Instant occurredAt) {
        var now = now();
        return new Delivery(
                new DeliveryId(ids.next()),
                webhook,
                event,
                type,
                subject,
                customer,
                occurredAt.truncatedTo(ChronoUnit.MICROS),
                State.PENDING,
                0,
                now,
                now.plus(TRIED),
                null,
                null,
                null,
                null,
                now);
    }

    /** What a webhook was told, newest first; of one state where it is named. */
    public Page<Delivery> list(WebhookId webhook, @Nullable State state, PageRequest request) {
        requireAll(IntakePermissions.WEBHOOK_VIEW);
        if (webhooks.find(webhook).isEmpty()) {
            throw WebhookId.notFound();
        }
        return paging.page(
                store.list(webhook, state, request),
                request,
                delivery -> delivery.id().value());
    }

    /** Queues a message that says nothing, to see whether it arrives. */
    public Delivery ping(WebhookId id) {
        requireAll(IntakePermissions.WEBHOOK_EDIT);
        return transactions.call(() -> {
            var webhook = webhooks.find(id).orElseThrow(WebhookId::notFound);
            requireActive(webhook);
            var delivery = fresh(id, ids.next(), PING, id.value(), null, now());
            store.insert(delivery);
            audited("webhook.pinged", id, Map.of());
            return delivery;
        });
    }

    /** Queues one again, under the id that it had; one that waits is tried at once. */
    public Delivery resend(WebhookId id, DeliveryId delivery) {
        requireAll(IntakePermissions.WEBHOOK_EDIT);
        return transactions.call(() -> {
            requireActive(webhooks.find(id).orElseThrow(WebhookId::notFound));
            if (!store.again(id, delivery, now(), now().plus(TRIED))) {
                throw DeliveryId.notFound();
            }
            audited("webhook.resent", id, Map.of("deliveries", 1));
            return store.find(delivery).orElseThrow(DeliveryId::notFound);
        });
    }

    /** Queues those again that were given up, a thousand at most; answers how many. */
    public int resendParked(WebhookId id) {
        requireAll(IntakePermissions.WEBHOOK_EDIT);
        return transactions.call(() -> {
            requireActive(webhooks.find(id).orElseThrow(WebhookId::notFound));
            var parked = store.ids(id, State.PARKED, MOST_AT_ONCE);
            parked.forEach(delivery -> store.again(id, delivery, now(), now().plus(TRIED)));
            if (!parked.isEmpty()) {
                audited("webhook.resent", id, Map.of("deliveries", parked.size()));
            }
            return parked.size();
        });
    }

    private static void requireActive(Webhook webhook) {
        if (!webhook.isActive()) {
            throw Problem.conflict(WebhookReader.message("webhook-off"));
        }
    }

    private void requireAll(Permission permission) {
        if (!access.visibility(permission).all()) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", permission.toString());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void audited(String action, WebhookId webhook, Map<String, Object> detail) {
        audit.record(new Audit.Entry(action, "intake:webhook", webhook.value(), null, detail, null));
    }
}
