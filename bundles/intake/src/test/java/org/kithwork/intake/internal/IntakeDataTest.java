package org.kithwork.intake.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerMatch.Rule;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.intake.internal.feed.FeedDraft;
import org.kithwork.intake.internal.webhook.WebhookDraft;
import org.kithwork.privacy.spi.RetentionAction;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DeclaredCells;
import org.kithwork.test.ParticipantContract;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class IntakeDataTest extends ParticipantContract {

    private static Intake it;

    @Parameter
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        it = new Intake(kind);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        it.close();
    }

    @Override
    protected CustomerDataParticipant participant() {
        return new IntakeData(it.dataStore);
    }

    @Override
    protected TestDatabase database() {
        return it.database;
    }

    @Override
    protected CustomerId customer() {
        return it.customers.add();
    }

    @Override
    protected void fill(CustomerId customer, String personal) {
        it.customers.alike(draft -> List.of(Intake.match(customer, "某人", Rule.PHONE)));
        it.send(it.form(false), "fullName", "某人", "phone", "13800138000", "note", personal);
        it.deliver();
        it.customers.alike(draft -> List.of());
    }

    @Override
    protected Set<String> kinds() {
        return Set.of("submissions");
    }

    @Test
    @DisplayName("S-29, IMP-10: what was sent in goes when its time is over, and what nobody confirmed goes by its own")
    void retention() {
        var customer = customer();
        var held = customer();
        fill(customer, "secret");
        fill(held, "secret");
        it.send(it.form(true), "fullName", "没确认", "phone", "13800138001");
        var retention = new IntakeRetention(it.dataStore);
        var now = it.clock.instant().plusSeconds(86_400L * 365 * 20);
        assertThat(retention.lastActivity(Set.of(customer, customer()))).containsOnlyKeys(customer);

        for (var rule : List.of("intake.submission", "intake.unconfirmed")) {
            var request = new RetentionRequest(rule, RetentionAction.DELETE, now, Set.of(held));
            var due = retention.due(request);
            assertThat(due.due()).isPositive();
            it.database.transactions().run(() -> {
                assertThat(retention.remove(request, null, 10_000).removed()).isEqualTo(due.due());
                assertThat(retention.remove(request, null, 10_000).removed()).isZero();
            });
        }

        assertThat(it.dataStore.count(customer)).isZero();
        assertThat(it.dataStore.count(held)).isEqualTo(1);
        assertThat(retention
                        .due(new RetentionRequest("intake.submission", RetentionAction.DELETE, Instant.EPOCH, Set.of()))
                        .due())
                .isZero();
    }

    @Test
    @DisplayName("S-20: what was typed and the secrets of links and webhooks are sealed in declared columns")
    void sealedCells() {
        fill(customer(), "secret");
        it.send(it.form(true), "fullName", "没确认", "phone", "13800138002");

        it.subscriptions.create(
                new WebhookDraft("W", "https://a.example.com", List.of("intake.submission.accepted"), false));

        it.imports.refuses = row -> "customer-unknown";
        var feed = it.feeds.create(new FeedDraft(
                "feed", "F", "HOOK", null, null, null, null, "customers", null, null, Map.of("/a", "note"), Map.of()));
        it.hooks.receive(
                "feed",
                "a",
                Map.of("webhook-id", "m", "webhook-signature", "v1," + feed.secret()),
                "{\"a\":\"b\"}".getBytes(StandardCharsets.UTF_8));
        it.deliverMessages();

        DeclaredCells.check(it.database, it.cipher, new IntakeColumns());
    }
}
