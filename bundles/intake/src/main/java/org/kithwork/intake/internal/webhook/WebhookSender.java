package org.kithwork.intake.internal.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.intake.internal.store.DeliveryStore;
import org.kithwork.intake.internal.store.WebhookStore;
import org.kithwork.intake.internal.webhook.Webhook.State;
import org.kithwork.job.spi.Upkeep;
import org.kithwork.json.Json;
import org.kithwork.outbound.OutboundClient;
import org.kithwork.outbound.OutboundException;
import org.kithwork.outbound.OutboundRequest;
import org.kithwork.outbound.Webhooks;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sends what is due. A delivery is claimed in a transaction, sent outside one and closed in another: what a kill leaves
 * between is sent again when the claim has run out. A webhook that does not answer is left alone until the next call, so
 * that one try a minute is all that it costs, and keeps nobody else waiting.
 */
@Component
public final class WebhookSender implements Upkeep {

    private static final Duration CLAIM = Duration.ofMinutes(2);
    private static final Duration BUDGET = Duration.ofSeconds(30);
    private static final Duration LEAST_SHARE = Duration.ofSeconds(6);
    private static final Duration DISABLED_AFTER = Duration.ofDays(5);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int PORTION = 50;
    private static final int CLEANED = 500;

    private final WebhookStore webhooks;
    private final DeliveryStore store;
    private final OutboundClient client;
    private final Webhooks signing;
    private final Transactions transactions;
    private final Json json;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public WebhookSender(
            @Reference WebhookStore webhooks,
            @Reference DeliveryStore store,
            @Reference OutboundClient client,
            @Reference Webhooks signing,
            @Reference Transactions transactions,
            @Reference Json json,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.webhooks = webhooks;
        this.store = store;
        this.client = client;
        this.signing = signing;
        this.transactions = transactions;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String module() {
        return "intake";
    }

    @Override
    public void run() {
        var all = transactions.call(webhooks::all);
        var active = all.stream().filter(Webhook::isActive).count();
        var share = BUDGET.dividedBy(Math.max(1, active));
        for (var webhook : all) {
            if (!webhook.isActive() || webhook.failingSince() != null) {
                transactions.run(() -> store.park(webhook.id(), now(), CLEANED));
            }
            if (webhook.isActive()) {
                send(webhook, now().plus(share.compareTo(LEAST_SHARE) < 0 ? LEAST_SHARE : share));
            }
        }
        transactions.run(() -> store.removeBefore(now().minus(KEPT), CLEANED));
    }

    private void send(Webhook webhook, Instant until) {
        while (true) {
            var due = transactions.call(() -> store.due(webhook.id(), now(), PORTION));
            for (var delivery : due) {
                if (!attempt(webhook, delivery) || !now().isBefore(until)) {
                    return;
                }
            }
            if (due.size() < PORTION) {
                return;
            }
        }
    }

    /** Whether to go on with this webhook. */
    private boolean attempt(Webhook webhook, Delivery delivery) {
        var claimed = transactions.call(() -> store.claim(delivery, now(), now().plus(CLAIM)));
        if (!claimed) {
            return true;
        }
        var secret = transactions.call(() -> webhooks.secret(webhook.id()));
        if (secret.isEmpty()) {
            return false;
        }
        var answer = call(webhook, delivery, secret.get());
        var problem = answer.problem();
        if (problem == null) {
            transactions.run(() -> {
                store.delivered(delivery.id(), now(), answer.status());
                webhooks.answers(webhook.id());
            });
            return true;
        }
        transactions.run(() -> failed(webhook.id(), delivery, answer.status(), problem));
        return false;
    }

    private record Answer(
            @Nullable Integer status, @Nullable String problem) {}

    private Answer call(Webhook webhook, Delivery delivery, String secret) {
        var body = json.write(delivery.told()).getBytes(StandardCharsets.UTF_8);
        try {
            var headers = signing.sign(secret, delivery.eventId(), body);
            var response = client.send(OutboundRequest.post(URI.create(webhook.url()), headers, body));
            return response.isSuccess() ? new Answer(response.status(), null) : new Answer(response.status(), "STATUS");
        } catch (OutboundException e) {
            return new Answer(null, e.reason().name());
        }
    }

    private void failed(WebhookId id, Delivery delivery, @Nullable Integer status, String problem) {
        var now = now();
        var next = now.plus(Backoff.after(delivery.attempts() + 1, delivery.id().value()));
        store.failed(delivery.id(), now, status, problem, next.isAfter(delivery.retryUntil()) ? null : next);
        webhooks.lock(id).ifPresent(webhook -> failing(webhook, now));
    }

    private void failing(Webhook webhook, Instant now) {
        var id = webhook.id();
        var since = webhook.failingSince();
        if (since == null) {
            webhooks.fails(id, now);
        } else if (webhook.state() == State.ACTIVE
                && !since.plus(DISABLED_AFTER).isAfter(now)) {
            webhooks.disable(id);
            audit.record(new Audit.Entry(
                    "webhook.disabled",
                    "intake:webhook",
                    id.value(),
                    null,
                    Map.of("days", DISABLED_AFTER.toDays()),
                    null));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
