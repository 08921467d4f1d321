package org.kithwork.intake.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.persistence.LockModeType;
import org.kithwork.customer.ActorName;
import org.kithwork.intake.internal.webhook.Webhook;
import org.kithwork.intake.internal.webhook.Webhook.State;
import org.kithwork.intake.internal.webhook.WebhookId;
import org.kithwork.json.Json;
import org.kithwork.page.PageRequest;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps webhooks; their secrets are sealed. There are few of them, so they are read whole. */
@Component(service = WebhookStore.class)
public final class WebhookStore {

    public static final String TABLE = "intake_webhook";

    private static final String SECRET = "secret_cipher";

    private final IntakeUnit unit;
    private final FieldCipher cipher;
    private final Json json;

    @Activate
    public WebhookStore(@Reference IntakeUnit unit, @Reference FieldCipher cipher, @Reference Json json) {
        this.unit = unit;
        this.cipher = cipher;
        this.json = json;
    }

    public List<Webhook> all() {
        return unit.in(
                em -> Sql.select("w.* FROM intake_webhook w").orderBy("w.id").entities(em, WebhookEntity.class).stream()
                        .map(this::webhook)
                        .toList());
    }

    public List<Webhook> active() {
        return unit.in(em -> Sql.select("w.* FROM intake_webhook w")
                .where("w.state = 'ACTIVE'")
                .orderBy("w.id")
                .entities(em, WebhookEntity.class)
                .stream()
                .map(this::webhook)
                .toList());
    }

    /** The types of event of which somebody is told. */
    public Set<String> wanted() {
        return active().stream().flatMap(webhook -> webhook.events().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** One row more than the page has, newest first. */
    public List<Webhook> list(PageRequest request) {
        return unit.in(em -> Sql.select("w.* FROM intake_webhook w " + Sql.byConstraint("intake_webhook_pk"))
                .page("w.id", true, request)
                .entities(em, WebhookEntity.class)
                .stream()
                .map(this::webhook)
                .toList());
    }

    public Optional<Webhook> find(WebhookId id) {
        return unit.in(em ->
                Optional.ofNullable(em.find(WebhookEntity.class, id.value())).map(this::webhook));
    }

    /** The webhook, its row locked until the transaction ends. */
    public Optional<Webhook> lock(WebhookId id) {
        return unit.in(
                em -> Optional.ofNullable(em.find(WebhookEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
                        .map(this::webhook));
    }

    public void insert(Webhook webhook, String secret) {
        unit.in(em -> {
            var row = new WebhookEntity();
            row.id = webhook.id().value();
            row.version = webhook.version();
            row.secretCipher = cipher.seal(TABLE, SECRET, row.id, secret);
            row.createdAt = webhook.createdAt();
            row.createdBy = webhook.createdBy().id();
            row.createdByName = webhook.createdBy().name();
            fill(row, webhook);
            em.persist(row);
            em.flush();
            return row;
        });
    }

    private void fill(WebhookEntity row, Webhook webhook) {
        row.name = webhook.name();
        row.address = webhook.url();
        row.events = json.write(webhook.events());
        row.state = webhook.state();
        row.failingSince = webhook.failingSince();
        row.updatedAt = webhook.updatedAt();
        row.updatedBy = webhook.updatedBy().id();
        row.updatedByName = webhook.updatedBy().name();
    }

    public Webhook change(Webhook after) {
        return changed(after.id(), row -> fill(row, after));
    }

    public void renew(WebhookId id, String secret) {
        changed(id, row -> row.secretCipher = cipher.seal(TABLE, SECRET, row.id, secret));
    }

    public void remove(WebhookId id) {
        unit.in(em -> {
            em.remove(em.find(WebhookEntity.class, id.value()));
            em.flush();
            return id;
        });
    }

    /** The secret that signs; empty where the webhook is gone. */
    public Optional<String> secret(WebhookId id) {
        return unit.in(em -> Optional.ofNullable(em.find(WebhookEntity.class, id.value()))
                .map(row -> cipher.open(TABLE, SECRET, row.id, row.secretCipher)));
    }

    /** Notes since when nothing reaches it; what people write at the same time is not overtaken by it. */
    public void fails(WebhookId id, Instant since) {
        unit.in(em -> em.createNativeQuery(
                        "UPDATE intake_webhook SET failing_since = ? WHERE id = ? AND failing_since IS NULL")
                .setParameter(1, Timestamp.from(since))
                .setParameter(2, id.value())
                .executeUpdate());
    }

    public void answers(WebhookId id) {
        unit.in(em -> em.createNativeQuery(
                        "UPDATE intake_webhook SET failing_since = NULL WHERE id = ? AND failing_since IS NOT NULL")
                .setParameter(1, id.value())
                .executeUpdate());
    }

    public void disable(WebhookId id) {
        changed(id, row -> row.state = State.DISABLED);
    }

    private Webhook changed(WebhookId id, Consumer<WebhookEntity> change) {
        return unit.in(em -> {
            var row = em.find(WebhookEntity.class, id.value());
            change.accept(row);
            em.flush();
            return webhook(row);
        });
    }

    private Webhook webhook(WebhookEntity row) {
        return new Webhook(
                new WebhookId(row.id),
                row.version,
                row.name,
                row.address,
                List.of(json.read(row.events, String[].class)),
                row.state,
                row.failingSince,
                row.createdAt,
                new ActorName(row.createdBy, row.createdByName),
                row.updatedAt,
                new ActorName(row.updatedBy, row.updatedByName));
    }
}
