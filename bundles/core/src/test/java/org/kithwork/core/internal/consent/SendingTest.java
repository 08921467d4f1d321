package org.kithwork.core.internal.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kithwork.core.internal.consent.ConsentFixture.MORNING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.consent.Channel;
import org.kithwork.consent.Purpose;
import org.kithwork.consent.SendDecision;
import org.kithwork.consent.SendDecision.Outcome;
import org.kithwork.consent.SendRequest;
import org.kithwork.consent.SendRequest.Priority;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.core.internal.customer.store.RestrictionStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Message;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SendingTest {

    private static final AtomicInteger PHONES = new AtomicInteger();
    private static final AtomicInteger SENDS = new AtomicInteger();

    private final ConsentFixture its;

    SendingTest(DatabaseKind kind) {
        its = ConsentFixture.of(CustomerFixture.shared(kind));
    }

    private static String phone() {
        return "1361%07d".formatted(PHONES.incrementAndGet());
    }

    private static String send() {
        return "send-" + SENDS.incrementAndGet();
    }

    private CustomerId willing(String... points) {
        var customer = its.customer("愿收者", null, points).id();
        var before = MORNING.minus(Duration.ofDays(1));
        its.log.record(customer, ConsentFixture.draft("MARKETING", "ANY", "GRANT", "SELF", before));
        return customer;
    }

    private SendDecision decide(CustomerId customer, Purpose purpose, Priority priority, Instant at) {
        return its.sending.decide(new SendRequest(customer, purpose, Channel.SMS, List.of(), send(), priority, at));
    }

    private SendDecision decide(CustomerId customer, Instant at) {
        return decide(customer, Purpose.MARKETING, Priority.NORMAL, at);
    }

    @Test
    @DisplayName("S-26: the steps come in their order, the first that speaks against it decides")
    void order() {
        var phone = phone();
        var customer = its.customer("步骤", null, phone).id();
        assertThat(its.sms(customer).step()).isEqualTo(7);
        its.say(customer, "MARKETING", "ANY", "REFUSE", "SELF");
        assertThat(its.sms(customer).step()).isEqualTo(6);
        its.say(customer, "MARKETING", "SMS", "REFUSE", "SELF");
        assertThat(its.sms(customer).step()).isEqualTo(5);
        its.policy(customer, "complaint", true);
        assertThat(its.sms(customer).step()).isEqualTo(4);
        var point = its.it.directory.get(customer).contactPoints().get(0).id();
        its.it.admin.changeContactPoint(customer, point, FakePatch.of("state", "BOUNCED"));
        assertThat(its.sms(customer).step()).isEqualTo(3);
        its.policy(customer, "deceased", true);
        assertThat(its.sms(customer).step()).isEqualTo(1);
    }

    @Test
    @DisplayName("CORE-13 edge 36: nothing at all goes to a customer who has died, not even service")
    void deceased() {
        var customer = willing(phone());
        its.policy(customer, "deceased", true);
        for (var purpose : Purpose.values()) {
            assertThat(its.ask(customer, purpose, Channel.SMS).reason().code()).isEqualTo("customer-deceased");
        }
    }

    @Test
    @DisplayName("S-26: do-not-contact stops all but service; a refused channel stops service on that channel alone")
    void service() {
        var customer = willing(phone(), "service%d@example.com".formatted(PHONES.incrementAndGet()));
        its.policy(customer, "doNotContact", true);
        assertThat(its.sms(customer).step()).isEqualTo(4);
        assertThat(its.ask(customer, Purpose.SERVICE, Channel.SMS).isAllowed()).isTrue();
        its.policy(customer, "doNotContact", false);
        its.say(customer, "SERVICE", "SMS", "REFUSE", "SELF");
        assertThat(its.ask(customer, Purpose.SERVICE, Channel.SMS).step()).isEqualTo(5);
        assertThat(its.sms(customer).step())
                .as("the channel is refused as a whole")
                .isEqualTo(5);
        assertThat(its.ask(customer, Purpose.SERVICE, Channel.EMAIL).isAllowed())
                .isTrue();
    }

    @Test
    @DisplayName("CORE-13 edge 12: an opt-out concerns the person, whatever phone it came from")
    void person() {
        var customer = willing(phone(), phone());
        its.say(customer, "MARKETING", "SMS", "WITHDRAW", "SELF");
        for (var point : its.it.directory.get(customer).contactPoints()) {
            assertThat(its.sending
                            .preview(new SendRequest(
                                    customer,
                                    Purpose.MARKETING,
                                    Channel.SMS,
                                    List.of(point.id()),
                                    "dry",
                                    Priority.NORMAL,
                                    its.clock.instant()))
                            .step())
                    .isEqualTo(5);
        }
    }

    @Test
    @DisplayName("S-26 edge 3: a retired or masked number is passed over for the next one")
    void nextPoint() {
        var customer = willing(phone(), phone());
        var points = its.it.directory.get(customer).contactPoints();
        assertThat(its.sms(customer).contactPoint()).isEqualTo(points.get(0).id());
        its.it.admin.changeContactPoint(customer, points.get(0).id(), FakePatch.of("state", "RETIRED"));
        assertThat(its.sms(customer).contactPoint()).isEqualTo(points.get(1).id());
        var masked = willing("138****5678");
        assertThat(its.sms(masked).reason().code()).isEqualTo("contact-point-broken");
    }

    @Test
    @DisplayName("ARC-14, S-26: one message a day and three in seven days, over all purposes but service")
    void cap() {
        var customer = willing(phone());
        var day = Duration.ofDays(1);
        assertThat(decide(customer, MORNING).isAllowed()).isTrue();
        var second = decide(customer, Purpose.CARE, Priority.NORMAL, MORNING.plus(Duration.ofHours(1)));
        assertThat(second.step()).isEqualTo(10);
        assertThat(second.outcome()).isEqualTo(Outcome.DELAYED);
        assertThat(second.until()).as("the end of the next night").isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
        assertThat(decide(customer, Purpose.CARE, Priority.LOW, MORNING).outcome())
                .isEqualTo(Outcome.REFUSED);
        assertThat(decide(customer, Purpose.SERVICE, Priority.NORMAL, MORNING).isAllowed())
                .isTrue();
        assertThat(decide(customer, MORNING.plus(day)).isAllowed()).isTrue();
        assertThat(decide(customer, MORNING.plus(day.multipliedBy(2))).isAllowed())
                .isTrue();
        var fourth = decide(customer, MORNING.plus(day.multipliedBy(3)));
        assertThat(fourth.step()).isEqualTo(10);
        assertThat(fourth.until()).isEqualTo(Instant.parse("2026-03-09T00:00:00Z"));
        assertThat(decide(customer, MORNING.plus(day.multipliedBy(7))).isAllowed())
                .isTrue();
    }

    @Test
    @DisplayName("S-26: what would be decided counts nothing, and what is rolled back counts nothing")
    void nothingCounted() {
        var customer = willing(phone());
        its.sms(customer);
        try {
            its.it.database.transactions().run(() -> {
                assertThat(decide(customer, MORNING).isAllowed()).isTrue();
                throw new IllegalStateException("the outbox is full");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessageContaining("outbox");
        }
        assertThat(decide(customer, MORNING).isAllowed()).isTrue();
    }

    @Test
    @DisplayName("ARC-14, S-26 edge 14: of 32 that ask in the same moment never more pass than the cap allows")
    void race() throws Exception {
        var customer = willing(phone());
        var pool = Executors.newFixedThreadPool(32);
        try {
            var asking = new ArrayList<Callable<SendDecision>>();
            for (int i = 0; i < 32; i++) {
                asking.add(() -> decide(customer, MORNING));
            }
            var allowed = 0;
            for (var answer : pool.invokeAll(asking)) {
                allowed += answer.get().isAllowed() ? 1 : 0;
            }
            assertThat(allowed).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName(
            "S-26 edge 1: two customers with one telephone get one message of a send, also when asked side by side")
    void onePhone() throws Exception {
        var phone = phone();
        var couple = List.of(willing(phone), willing(phone));
        var send = send();
        var pool = Executors.newFixedThreadPool(2);
        try {
            var asking = new ArrayList<Callable<SendDecision>>();
            couple.forEach(one -> asking.add(
                    () -> its.sending.decide(its.message(one, Purpose.MARKETING, Channel.SMS, send, MORNING))));
            var steps = new ArrayList<Integer>();
            for (var answer : pool.invokeAll(asking)) {
                steps.add(answer.get().step());
            }
            assertThat(steps).containsExactlyInAnyOrder(0, 11);
        } finally {
            pool.shutdownNow();
        }
        var served = its.sending.decide(its.message(couple.get(0), Purpose.SERVICE, Channel.SMS, send, MORNING));
        assertThat(served.step())
                .as("a send that is resumed serves nobody twice")
                .isEqualTo(11);
    }

    @Test
    @DisplayName("S-26 edge 16: quiet hours delay to their end, across midnight, and drop nothing")
    void quiet() {
        var customer = willing(phone());
        var night = Instant.parse("2026-03-02T15:30:00Z");
        var decision = decide(customer, Purpose.MARKETING, Priority.LOW, night);
        assertThat(decision.step()).isEqualTo(9);
        assertThat(decision.outcome()).isEqualTo(Outcome.DELAYED);
        assertThat(decision.until()).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
        assertThat(decide(customer, Objects.requireNonNull(decision.until())).isAllowed())
                .isTrue();
        assertThat(decide(customer, Purpose.SERVICE, Priority.NORMAL, night).step())
                .isEqualTo(9);
        assertThat(decide(customer, Purpose.SERVICE, Priority.URGENT, night).isAllowed())
                .isTrue();
    }

    @Test
    @DisplayName(
            "ARC-13, S-26: a customer's favourite channel and hours are advice, and hold where the sender asks for it")
    void wishes() {
        var customer = willing(phone());
        assertThat(its.sms(customer).wishes()).isNull();
        its.log.changePolicy(
                customer,
                its.consents.policy(customer).version(),
                FakePatch.of("preferredChannel", "EMAIL")
                        .with("preferredFrom", "18:00")
                        .with("preferredUntil", "20:00"));
        var evening = Instant.parse("2026-03-02T10:00:00Z");
        var advised = its.sms(customer);
        assertThat(advised.isAllowed()).isTrue();
        assertThat(advised.wishes()).isEqualTo(new SendDecision.Wishes(Channel.EMAIL, evening));
        var kept = its.sending.preview(keeping(customer, Purpose.MARKETING, MORNING));
        assertThat(kept.step()).isEqualTo(9);
        assertThat(kept.reason().code()).isEqualTo("preferred-hours");
        assertThat(kept.until()).isEqualTo(evening);
        assertThat(its.sending
                        .preview(keeping(customer, Purpose.MARKETING, evening))
                        .wishes())
                .as("inside the hours")
                .isEqualTo(new SendDecision.Wishes(Channel.EMAIL, null));
        assertThat(its.sending
                        .preview(keeping(customer, Purpose.SERVICE, MORNING))
                        .isAllowed())
                .as("service waits for nobody's favourite hours")
                .isTrue();
    }

    @Test
    @DisplayName("S-26: favourite hours in the quiet of the night delay nothing for ever")
    void wishesAtNight() {
        var customer = willing(phone());
        its.log.changePolicy(
                customer,
                its.consents.policy(customer).version(),
                FakePatch.of("preferredFrom", "22:00").with("preferredUntil", "23:00"));
        assertThat(its.sending
                        .preview(keeping(customer, Purpose.MARKETING, MORNING))
                        .isAllowed())
                .isTrue();
    }

    private static SendRequest keeping(CustomerId customer, Purpose purpose, Instant at) {
        return new SendRequest(customer, purpose, Channel.SMS, List.of(), "dry", Priority.NORMAL, at, true);
    }

    @Test
    @DisplayName(
            "S-26: sends are kept for more than five months and then forgotten, portion by portion; decisions stay")
    void upkeep() {
        var customer = willing(phone());
        var upkeep = new SendUpkeep(its.sends, its.it.database.transactions(), its.clock);
        var before = its.clock.instant();
        try {
            for (int day = 0; day < 3; day++) {
                assertThat(decide(customer, MORNING.plus(Duration.ofDays(day))).isAllowed())
                        .isTrue();
            }
            its.clock.set(MORNING.plus(Duration.ofDays(155)));
            upkeep.purge(1);
            assertThat(sends(customer)).isEqualTo(3);
            its.clock.set(MORNING.plus(Duration.ofDays(161)));
            assertThat(upkeep.purge(1)).isPositive();
            assertThat(sends(customer)).isEqualTo(2);
            its.clock.set(MORNING.plus(Duration.ofDays(200)));
            upkeep.purge(1);
            assertThat(sends(customer)).isZero();
            assertThat(its.consents.log(customer)).hasSize(1);
        } finally {
            its.clock.set(before);
            upkeep.stop();
        }
    }

    private int sends(CustomerId customer) {
        return its.it
                .database
                .transactions()
                .call(() -> its.sends.counted(List.of(customer.value()), MORNING.minus(Duration.ofDays(1))))
                .size();
    }

    @Test
    @DisplayName("S-26: Derby reads decisions and sends of a customer, and old sends, by their indexes")
    void plans() {
        if (its.it.database.kind() != DatabaseKind.DERBY) {
            return;
        }
        var ids = List.of(willing(phone()).value(), willing(phone()).value());
        for (var work : List.<Runnable>of(
                () -> its.store.events(ids),
                () -> its.store.events(ids, 500),
                () -> its.sends.counted(ids, MORNING),
                () -> its.sends.purge(MORNING.minus(Duration.ofDays(400)), 10))) {
            assertThat(DerbyPlan.of(its.it.database, work))
                    .contains("Index Scan")
                    .doesNotContain("Table Scan");
        }
    }

    @Test
    @DisplayName("S-26: a module's hold stops a message and is named")
    void hold() {
        var customer = willing(phone());
        its.sending.holds = List.of(request -> Optional.of(Message.of(Sending.class, "complaint")));
        assertThat(its.sms(customer).step()).isEqualTo(8);
        assertThat(its.sms(customer).reason().text(java.util.Locale.ENGLISH)).startsWith("Held back: The customer");
        assertThat(its.sms(customer).reason().text(java.util.Locale.CHINA)).startsWith("暂不发送：客户");
    }

    @Test
    @DisplayName("S-26: a module learns that a customer is restricted; a user finds nobody")
    void restricted() {
        var customer = willing(phone());
        its.it
                .database
                .transactions()
                .run(() -> its.it.store.lock(customer.value()).orElseThrow().keep(true));
        var module = new Actor(Actor.Kind.MODULE, "campaigns", "campaigns");
        its.it.access.allowAll(module);
        its.it.access.run(
                module, () -> assertThat(its.sms(customer).reason().code()).isEqualTo("customer-restricted"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> its.sms(customer))
                .isInstanceOf(org.kithwork.problem.Problem.class);
    }

    @Test
    @DisplayName("S-26: who is limited to named users is no less written to than others")
    void limited() {
        var customer = willing(phone());
        its.it.database.transactions().run(() -> {
            its.it.store.lock(customer.value()).orElseThrow().limit(true);
            new RestrictionStore(its.it.database.jpa(), () -> "core").replace(customer.value(), List.of("u1"));
        });
        var module = new Actor(Actor.Kind.MODULE, "loyalty", "loyalty");
        its.it.access.allowAll(module);

        its.it.access.run(
                module, () -> assertThat(its.sms(customer).outcome()).isEqualTo(SendDecision.Outcome.ALLOWED));
    }

    @Test
    @DisplayName("S-26 edge 39: rules are changed against their version, and hold from then on")
    void rules() {
        var customer = willing(phone());
        var version = its.rules.get().version();
        var changed = its.rules.change(version, FakePatch.of("careNeedsGrant", true));
        assertThat(its.ask(customer, Purpose.CARE, Channel.SMS).step()).isEqualTo(7);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> its.rules.change(version, FakePatch.of("careNeedsGrant", false)))
                .isInstanceOf(org.kithwork.problem.Problem.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> its.rules.change(
                        changed.version(), FakePatch.of("perDay", -1).with("quietFrom", "late")))
                .isInstanceOfSatisfying(
                        org.kithwork.problem.Problem.class,
                        problem -> assertThat(problem.faults()).hasSize(2));
        its.rules.change(changed.version(), FakePatch.of("careNeedsGrant", false));
        assertThat(its.ask(customer, Purpose.CARE, Channel.SMS).isAllowed()).isTrue();
    }
}
