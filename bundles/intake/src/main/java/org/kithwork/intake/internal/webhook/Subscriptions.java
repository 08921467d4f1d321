package org.kithwork.intake.internal.webhook;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kithwork.audit.Audit;
import org.kithwork.customer.ActorName;
import org.kithwork.event.EventTypes;
import org.kithwork.id.Ids;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.store.WebhookStore;
import org.kithwork.intake.internal.webhook.Webhook.State;
import org.kithwork.outbound.Webhooks;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps which systems outside are told of what. Each change and its audit are one transaction. */
@Component(service = Subscriptions.class)
public final class Subscriptions {

    private final AccessControl access;
    private final Transactions transactions;
    private final WebhookStore store;
    private final WebhookReader reader;
    private final EventTypes types;
    private final Webhooks signing;
    private final Audit audit;
    private final Paging paging;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Subscriptions(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference WebhookStore store,
            @Reference WebhookReader reader,
            @Reference EventTypes types,
            @Reference Webhooks signing,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.reader = reader;
        this.types = types;
        this.signing = signing;
        this.audit = audit;
        this.paging = paging;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A webhook and the secret that signs what it is sent, which is shown this once.
     *
     * @param secret {@code whsec_} and base64
     */
    public record Secret(Webhook webhook, String secret) {}

    /** A type of event that a webhook can be told of. */
    public record Offer(String name, String title) {}

    /** Newest first; those alone who see all stores see them. */
    public Page<Webhook> list(PageRequest request) {
        requireAll(IntakePermissions.WEBHOOK_VIEW);
        return paging.page(store.list(request), request, webhook -> webhook.id().value());
    }

    public Webhook get(WebhookId id) {
        requireAll(IntakePermissions.WEBHOOK_VIEW);
        return store.find(id).orElseThrow(WebhookId::notFound);
    }

    /** The types of event of which the actor may have somebody told, by name. */
    public List<Offer> offers(Locale locale) {
        requireAll(IntakePermissions.WEBHOOK_VIEW);
        return types.all().stream()
                .filter(type -> reader.seesAll(type.permission()))
                .map(type -> {
                    var title = type.title();
                    return new Offer(type.name(), title == null ? type.name() : title.text(locale));
                })
                .sorted(Comparator.comparing(Offer::name))
                .toList();
    }

    public Secret create(WebhookDraft draft) {
        requireAll(IntakePermissions.WEBHOOK_EDIT);
        var said = reader.read(draft, List.of());
        var now = now();
        var webhook = new Webhook(
                new WebhookId(ids.next()),
                1,
                said.name(),
                said.url(),
                said.events(),
                said.active() ? State.ACTIVE : State.PAUSED,
                null,
                now,
                by(),
                now,
                by());
        var secret = signing.newSecret();
        return transactions.call(() -> {
            store.insert(webhook, secret);
            audited("webhook.created", webhook, Map.of("events", String.join(", ", webhook.events())));
            return new Secret(webhook, secret);
        });
    }

    /** Changes the members that the patch names; one that was disabled works again once it is active. */
    public Webhook change(WebhookId id, long version, Patch patch) {
        patch.allow(WebhookDraft.class);
        requireAll(IntakePermissions.WEBHOOK_EDIT);
        return transactions.call(() -> {
            var before = store.lock(id).orElseThrow(WebhookId::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            var said = reader.read(WebhookDraft.of(before, patch), before.events());
            var after = store.change(new Webhook(
                    id,
                    version,
                    said.name(),
                    said.url(),
                    said.events(),
                    state(before, said.active()),
                    said.active() && before.isActive() ? before.failingSince() : null,
                    before.createdAt(),
                    before.createdBy(),
                    now(),
                    by()));
            audited(
                    "webhook.changed",
                    after,
                    Map.of("fields", patch.members().stream().sorted().collect(Collectors.joining(", "))));
            return after;
        });
    }

    private static State state(Webhook before, boolean active) {
        if (active) {
            return State.ACTIVE;
        }
        return before.state() == State.DISABLED ? State.DISABLED : State.PAUSED;
    }

    /** Gives it another secret; what is sent from now on is signed by that one. */
    public Secret renew(WebhookId id) {
        requireAll(IntakePermissions.WEBHOOK_EDIT);
        var secret = signing.newSecret();
        return transactions.call(() -> {
            var webhook = store.lock(id).orElseThrow(WebhookId::notFound);
            store.renew(id, secret);
            audited("webhook.secret-renewed", webhook, Map.of());
            return new Secret(webhook, secret);
        });
    }

    private void requireAll(Permission permission) {
        if (!access.visibility(permission).all()) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", permission.toString());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private ActorName by() {
        return new ActorName(access.actor().id(), access.actor().name());
    }

    private void audited(String action, Webhook webhook, Map<String, Object> detail) {
        audit.record(new Audit.Entry(action, "intake:webhook", webhook.id().value(), null, detail, null));
    }
}
