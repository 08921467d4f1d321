package org.kithwork.intake.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.event.Event;
import org.kithwork.event.EventType;
import org.kithwork.intake.internal.Intake;
import org.kithwork.intake.internal.IntakeData;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.Removal;
import org.kithwork.outbound.OutboundException;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class WebhooksTest {

    private static final String TYPE = "intake.submission.accepted";

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

    /** Each test begins with systems that answer, and none is told of anything. */
    @BeforeEach
    void quiet() {
        it.outside.answer = request -> 200;
        for (var webhook : it.webhookStore.all()) {
            if (webhook.state() != Webhook.State.PAUSED) {
                it.subscriptions.change(
                        webhook.id(), it.subscriptions.get(webhook.id()).version(), FakePatch.of("active", false));
            }
        }
        it.outside.requests.clear();
        it.audit.clear();
    }

    private static Webhook told(String url) {
        return it.subscriptions
                .create(new WebhookDraft("仓库系统 😀", url, List.of(TYPE), null))
                .webhook();
    }

    private static Event event(CustomerId customer) {
        return new Event(it.ids.next(), TYPE, customer, it.ids.next(), it.clock.instant(), Map.of("form", "秘密 secret"));
    }

    private static Event happened() {
        var event = event(it.customers.add());
        deliver(event);
        return event;
    }

    private static void deliver(Event event) {
        var module = Actor.module("intake");
        it.access.allowAll(module);
        it.access.run(module, () -> it.database.transactions().run(() -> it.webhookHandler.handle(event)));
    }

    private static List<Delivery> log(Webhook webhook) {
        return it.deliveries.list(webhook.id(), null, PageRequest.first(200)).items();
    }

    private static Delivery only(Webhook webhook) {
        assertThat(log(webhook)).hasSize(1);
        return log(webhook).get(0);
    }

    @Test
    @DisplayName(
            "IMP-14: a webhook that is deleted is told of nothing more, what waited included, and the audit keeps how much that was")
    void removed() {
        var gone = told("https://gone.example.com/in");
        var other = told("https://other.example.com/in");
        happened();
        it.sender.run();
        happened();
        it.audit.clear();

        assertThat(it.webhookRemovals.preview(gone.id())).isEqualTo(new Removal("仓库系统 😀", 1, 1, 0));
        assertThat(it.audit.actions()).isEmpty();
        assertThat(it.webhookRemovals.remove(gone.id()).waiting()).isEqualTo(1);
        it.outside.requests.clear();
        happened();
        it.sender.run();

        assertThat(it.outside.requests)
                .hasSize(2)
                .allMatch(request -> request.uri().toString().contains("other"));
        assertThat(log(other)).hasSize(3);
        assertThatThrownBy(() -> it.subscriptions.get(gone.id())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> it.webhookRemovals.remove(gone.id())).isInstanceOf(Problem.class);
        assertThat(it.deliveries.list(other.id(), null, PageRequest.first(9)).items())
                .hasSize(3);
        assertThat(it.audit.entries().get(0).detail())
                .containsEntry("host", "gone.example.com")
                .containsEntry("done", 1L)
                .containsEntry("waiting", 1L);
        it.access.run(
                new Actor(Actor.Kind.USER, it.ids.next(), "Nobody"),
                () -> assertThatThrownBy(() -> it.webhookRemovals.preview(other.id()))
                        .isInstanceOf(Problem.class));
    }

    @Test
    @DisplayName("IMP-14: an event is sent signed, with ids and nothing else, and noted as delivered")
    void sent() {
        var made = it.subscriptions.create(new WebhookDraft("W", "https://a.example.com/in?x=1", List.of(TYPE), null));
        var event = happened();

        it.sender.run();

        assertThat(it.outside.requests).hasSize(1);
        var request = it.outside.requests.get(0);
        assertThat(request.uri()).hasToString("https://a.example.com/in?x=1");
        assertThat(request.headers())
                .containsEntry("webhook-id", event.id())
                .containsEntry("webhook-signature", "v1," + made.secret());
        var body = new String(request.body(), StandardCharsets.UTF_8);
        assertThat(body)
                .contains(event.id(), TYPE, event.subjectId(), event.customer().value())
                .doesNotContain("secret", "秘密");
        assertThat(only(made.webhook()).state()).isEqualTo(Delivery.State.DELIVERED);
        it.sender.run();
        assertThat(it.outside.requests).hasSize(1);
    }

    @Test
    @DisplayName("IMP-14: a webhook is told of what it asked for alone, and only while it is on")
    void asked() {
        var webhook = told("https://a.example.com/in");
        assertThat(it.webhookHandler.types()).containsExactly(TYPE);
        deliver(new Event(it.ids.next(), "intake.submission.received", null, "x", it.clock.instant(), Map.of()));
        assertThat(log(webhook)).isEmpty();

        it.subscriptions.change(webhook.id(), webhook.version(), FakePatch.of("active", false));

        happened();
        assertThat(log(webhook)).isEmpty();
        assertThat(it.webhookHandler.types()).isEmpty();
        assertThat(it.webhookHandler.fromBeginning()).isFalse();
    }

    @Test
    @DisplayName("IMP-14: an event that the journal brings twice is queued once for each webhook")
    void once() {
        var one = told("https://a.example.com/in");
        var other = told("https://b.example.com/in");
        var event = happened();
        deliver(event);

        it.sender.run();

        assertThat(log(one)).hasSize(1);
        assertThat(log(other)).hasSize(1);
        assertThat(it.outside.ids()).containsExactly(event.id(), event.id());
    }

    @Test
    @DisplayName("IMP-14: what fails is tried again with growing waits for a day, then parked until it is sent again")
    void retried() {
        var webhook = told("https://a.example.com/in");
        happened();
        it.outside.answer = request -> 503;
        var begun = it.clock.instant();
        var waits = new java.util.ArrayList<Duration>();
        while (only(webhook).state() == Delivery.State.PENDING) {
            it.sender.run();
            var after = only(webhook);
            assertThat(after.lastStatus()).isEqualTo(503);
            assertThat(after.lastProblem()).isEqualTo("STATUS");
            if (after.state() == Delivery.State.PENDING) {
                var wait = Duration.between(it.clock.instant(), after.nextAt());
                waits.add(wait);
                it.clock.advance(wait.minusMillis(1));
                it.sender.run();
                assertThat(only(webhook).attempts()).isEqualTo(after.attempts());
                it.clock.advance(Duration.ofMillis(1));
            }
        }
        assertThat(waits).hasSizeBetween(10, 20);
        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
        for (int i = 1; i < 9; i++) {
            assertThat(waits.get(i)).isGreaterThan(waits.get(i - 1));
        }
        assertThat(Duration.between(begun, it.clock.instant())).isBetween(Duration.ofHours(19), Duration.ofHours(24));
        var tries = it.outside.requests.size();
        it.clock.advance(Duration.ofHours(1));
        it.sender.run();
        assertThat(it.outside.requests).hasSize(tries);

        it.outside.answer = request -> 204;
        assertThat(it.deliveries.resendParked(webhook.id())).isEqualTo(1);
        it.sender.run();

        assertThat(only(webhook).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(Set.copyOf(it.outside.ids())).hasSize(1);
        assertThat(it.audit.actions()).contains("webhook.resent");
        assertThat(it.subscriptions.get(webhook.id()).failingSince()).isNull();
    }

    @Test
    @DisplayName("IMP-14: what was sent when the machine died is sent again, under the same id")
    void killed() {
        var webhook = told("https://a.example.com/in");
        var event = happened();
        it.outside.answer = request -> {
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(it.sender::run).hasMessage("killed");
        it.outside.answer = request -> 200;
        it.sender.run();
        assertThat(it.outside.requests).hasSize(1);

        it.clock.advance(Duration.ofMinutes(3));
        it.sender.run();

        assertThat(it.outside.ids()).containsExactly(event.id(), event.id());
        assertThat(only(webhook).state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    @DisplayName("IMP-14: several who send at once send each delivery once")
    void parallel() throws Exception {
        told("https://a.example.com/in");
        for (int i = 0; i < 30; i++) {
            happened();
        }
        var pool = Executors.newFixedThreadPool(4);
        try {
            var runs = Collections.<Callable<Object>>nCopies(4, () -> {
                it.sender.run();
                return "";
            });
            for (var run : pool.invokeAll(runs)) {
                run.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(it.outside.ids()).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("IMP-14: who does not answer costs one try and keeps nobody waiting")
    void oneThatIsDead() {
        var dead = told("https://dead.example.com/in");
        var alive = told("https://alive.example.com/in");
        for (int i = 0; i < 5; i++) {
            happened();
        }
        it.outside.answer = request -> {
            if (request.uri().getHost().startsWith("dead")) {
                throw new OutboundException(
                        OutboundException.Reason.TIMED_OUT, Message.of(Problem.class, "unavailable"));
            }
            return 200;
        };

        it.sender.run();

        assertThat(log(alive)).hasSize(5).allMatch(one -> one.state() == Delivery.State.DELIVERED);
        assertThat(log(dead)).allMatch(one -> one.state() == Delivery.State.PENDING);
        assertThat(log(dead))
                .filteredOn(one -> one.attempts() > 0)
                .singleElement()
                .satisfies(tried -> {
                    assertThat(tried.lastProblem()).isEqualTo("TIMED_OUT");
                    assertThat(tried.lastStatus()).isNull();
                });
    }

    @Test
    @DisplayName("IMP-14: after five days without an answer a webhook is switched off, which audit and doctor tell")
    void disabled() {
        var webhook = told("https://a.example.com/in");
        it.outside.answer = request -> 500;
        happened();
        it.sender.run();
        assertThat(new WebhookDoctor(it.webhookStore).findings()).anySatisfy(found -> {
            assertThat(found.well()).isFalse();
            assertThat(found.detail()).contains(webhook.id().value(), "does not answer");
        });
        for (int day = 0; day < 5; day++) {
            it.clock.advance(Duration.ofDays(1));
            happened();
            it.sender.run();
        }

        assertThat(it.subscriptions.get(webhook.id()).state()).isEqualTo(Webhook.State.DISABLED);
        assertThat(it.audit.actions()).containsOnlyOnce("webhook.disabled");
        assertThat(new WebhookDoctor(it.webhookStore).findings())
                .anySatisfy(found ->
                        assertThat(found.detail()).contains(webhook.id().value(), "switched off"));
        assertThatThrownBy(() -> it.deliveries.ping(webhook.id()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("webhook-off"));
        var before = log(webhook).size();
        happened();
        assertThat(log(webhook)).hasSize(before);

        var again = it.subscriptions.change(
                webhook.id(), it.subscriptions.get(webhook.id()).version(), FakePatch.of("active", true));
        assertThat(again.state()).isEqualTo(Webhook.State.ACTIVE);
        assertThat(again.failingSince()).isNull();
    }

    @Test
    @DisplayName("IMP-14: a test message says nothing, and one delivery can be sent again by hand")
    void byHand() {
        var webhook = told("https://a.example.com/in");
        var ping = it.deliveries.ping(webhook.id());
        it.sender.run();
        assertThat(new String(it.outside.requests.get(0).body(), StandardCharsets.UTF_8))
                .contains("intake.webhook.ping")
                .doesNotContain("仓库");

        it.deliveries.resend(webhook.id(), ping.id());
        it.sender.run();

        assertThat(it.outside.ids()).containsExactly(ping.eventId(), ping.eventId());
        var other = told("https://b.example.com/in");
        assertThatThrownBy(() -> it.deliveries.resend(other.id(), ping.id()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
    }

    @Test
    @DisplayName("IMP-14: the secret is shown once, sealed at rest, and a new one signs from then on")
    void secrets() {
        var made = it.subscriptions.create(new WebhookDraft("W", "https://a.example.com", List.of(TYPE), null));
        assertThat(made.toString()).contains(made.secret());
        assertThat(it.subscriptions.get(made.webhook().id()).toString()).doesNotContain(made.secret());
        var stored = it.database
                .jpa()
                .txExpr(em -> em.createNativeQuery("SELECT secret_cipher FROM intake_webhook WHERE id = ?")
                        .setParameter(1, made.webhook().id().value())
                        .getSingleResult());
        assertThat((String) stored).startsWith("sealed:");

        var renewed = it.subscriptions.renew(made.webhook().id());
        happened();
        it.sender.run();

        assertThat(renewed.secret()).isNotEqualTo(made.secret());
        assertThat(it.outside.requests.get(0).headers()).containsEntry("webhook-signature", "v1," + renewed.secret());
        assertThat(it.audit.actions()).contains("webhook.created", "webhook.secret-renewed");
    }

    @Test
    @DisplayName("IMP-14: nobody has others told of what he may not see himself, and stores do not set this up")
    void rights() {
        var nobody = new Actor(Actor.Kind.USER, it.ids.next(), "Nobody");
        var manager = new Actor(Actor.Kind.USER, it.ids.next(), "Manager");
        var admin = new Actor(Actor.Kind.USER, it.ids.next(), "Admin");
        var store = new Visibility(false, Set.of(), Set.of(it.company.open("S").value()), Set.of());
        it.access.grant(manager, store, IntakePermissions.VIEW_WEBHOOKS, IntakePermissions.EDIT_WEBHOOKS);
        it.access.grant(admin, IntakePermissions.VIEW_WEBHOOKS, IntakePermissions.EDIT_WEBHOOKS);
        it.access.grant(admin, store, IntakePermissions.VIEW_SUBMISSIONS);
        var webhook = told("https://a.example.com");
        var draft = new WebhookDraft("W", "https://a.example.com", List.of(TYPE), null);
        for (var actor : List.of(nobody, manager)) {
            it.access.run(actor, () -> {
                for (var call : List.<Runnable>of(
                        () -> it.subscriptions.list(PageRequest.first(5)),
                        () -> it.subscriptions.get(webhook.id()),
                        () -> it.subscriptions.create(draft),
                        () -> it.subscriptions.change(webhook.id(), 1, FakePatch.of("active", false)),
                        () -> it.subscriptions.renew(webhook.id()),
                        () -> it.subscriptions.offers(Locale.ENGLISH),
                        () -> it.deliveries.list(webhook.id(), null, PageRequest.first(5)),
                        () -> it.deliveries.ping(webhook.id()),
                        () -> it.deliveries.resendParked(webhook.id()))) {
                    assertThatThrownBy(call::run)
                            .isInstanceOfSatisfying(
                                    Problem.class,
                                    problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
                }
            });
        }
        it.access.run(admin, () -> {
            assertThat(it.subscriptions.offers(Locale.ENGLISH)).isEmpty();
            assertThatThrownBy(() -> it.subscriptions.create(draft))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.faults())
                                    .extracting("pointer")
                                    .containsExactly("/events/0"));
        });
        it.types.add(new EventType(
                "intake.thing.filled",
                Message.of(IntakePermissions.class, "event.submission-accepted.text"),
                "inbox",
                null,
                Permission.of(IntakePermissions.VIEW_SUBMISSIONS),
                EventType.LONG));
        assertThat(it.subscriptions.offers(Locale.ENGLISH))
                .contains(
                        new Subscriptions.Offer(TYPE, "Form filled in"),
                        new Subscriptions.Offer("intake.thing.filled", "…"));
        it.types.remove("intake.thing.filled");
        assertThat(it.subscriptions.get(webhook.id()).state()).isEqualTo(Webhook.State.ACTIVE);
    }

    @Test
    void everyFaultIsNamedAtOnceAndNoAddressIsTakenThatIsNone() {
        assertThatThrownBy(() -> it.subscriptions.create(
                        new WebhookDraft(" ", "ftp://a.example.com", List.of("no.such.thing", TYPE), null)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactlyInAnyOrder("/name", "/url", "/events/0"));
        for (var url : List.of(
                "javascript:alert(1)",
                "file:///etc/passwd",
                "https://user:secret@a.example.com/",
                "https://a.example.com/#x",
                "https:///nowhere",
                "https://a.example.com/\r\nX: y",
                "https://例子.example.com/",
                "//a.example.com",
                "https://a.example.com/" + "x".repeat(1000))) {
            assertThatThrownBy(() -> it.subscriptions.create(new WebhookDraft("W", url, List.of(TYPE), null)))
                    .as(url)
                    .isInstanceOf(Problem.class);
        }
        var webhook = told("https://a.example.com");
        assertThatThrownBy(() -> it.subscriptions.change(webhook.id(), 7, FakePatch.of("active", false)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
        assertThatThrownBy(() -> it.subscriptions.change(webhook.id(), 1, FakePatch.of("secret", "x")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.MALFORMED));
    }

    @Test
    @DisplayName("IMP-14: the log goes after 30 days, and an erased customer's entries go at once but for what waits")
    void cleaned() {
        var webhook = told("https://a.example.com");
        var customer = it.customers.add();
        deliver(event(customer));
        it.sender.run();
        deliver(event(customer));

        new IntakeData(it.dataStore).erase(new CustomerErasure(it.ids.next(), customer, ErasureMode.ERASE, "P-1", "x"));

        assertThat(log(webhook))
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(Delivery.State.PENDING));
        it.sender.run();
        assertThat(only(webhook).state()).isEqualTo(Delivery.State.DELIVERED);
        it.clock.advance(Duration.ofDays(31));
        it.sender.run();
        assertThat(log(webhook)).isEmpty();
    }

    @Test
    void derbyReadsTheLogAndWhatIsDueByTheirIndexes() {
        if (kind != DatabaseKind.DERBY) {
            return;
        }
        var webhook = told("https://a.example.com");
        var list = DerbyPlan.of(
                it.database, () -> it.deliveryStore.list(webhook.id(), Delivery.State.PENDING, PageRequest.first(20)));
        assertThat(list).contains("INTAKE_DELIVERY_STATE").doesNotContain("Sort ResultSet");
        var due = DerbyPlan.of(it.database, () -> it.deliveryStore.due(webhook.id(), it.clock.instant(), 20));
        assertThat(due).contains("INTAKE_DELIVERY_DUE").doesNotContain("Sort ResultSet");
    }
}
