package org.kithwork.core.internal.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kithwork.core.internal.consent.ConsentFixture.MORNING;
import static org.kithwork.core.internal.consent.ConsentFixture.draft;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentDraft;
import org.kithwork.consent.ConsentState;
import org.kithwork.consent.ConsentState.Standing;
import org.kithwork.consent.Purpose;
import org.kithwork.core.internal.customer.CustomerAliases;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeExport;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ConsentTest {

    private static final AtomicInteger PHONES = new AtomicInteger();

    private final ConsentFixture its;

    ConsentTest(DatabaseKind kind) {
        its = ConsentFixture.of(CustomerFixture.shared(kind));
    }

    private static String phone() {
        return "1371%07d".formatted(PHONES.incrementAndGet());
    }

    private CustomerId somebody() {
        return its.customer("同意者", null, phone()).id();
    }

    private Standing standing(CustomerId customer, Purpose purpose, Channel channel) {
        return state(customer, purpose, channel).standing();
    }

    private ConsentState state(CustomerId customer, Purpose purpose, Channel channel) {
        return its.consents.states(customer).stream()
                .filter(state -> state.purpose() == purpose && state.channel() == channel)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("CORE-13: silence is refusal for marketing, profiling and sharing, and not for service and care")
    void silence() {
        var customer = somebody();
        for (var purpose : Purpose.values()) {
            var needs = purpose == Purpose.MARKETING || purpose == Purpose.PROFILING || purpose == Purpose.SHARING;
            assertThat(state(customer, purpose, Channel.SMS).standing()).isEqualTo(Standing.SILENT);
            assertThat(state(customer, purpose, Channel.SMS).allowed())
                    .as(purpose.name())
                    .isEqualTo(!needs);
        }
    }

    @Test
    @DisplayName(
            "CORE-13: a grant is kept with notice version and evidence, the evidence encrypted, audit and event beside it")
    void grant() throws Exception {
        var customer = somebody();
        its.say(customer, "MARKETING", "SMS", "GRANT", "SELF");
        var state = state(customer, Purpose.MARKETING, Channel.SMS);
        assertThat(state.allowed()).isTrue();
        var event = Objects.requireNonNull(state.decidedBy());
        assertThat(event.noticeVersion()).isEqualTo("v3");
        assertThat(event.evidence()).isEqualTo("form 17");
        assertThat(its.store.events(java.util.List.of(customer.value())).get(0).evidenceCipher)
                .doesNotContain("form");
        assertThat(its.it.journal.types()).contains("core.consent.granted");
        assertThat(standing(customer, Purpose.MARKETING, Channel.EMAIL)).isEqualTo(Standing.SILENT);
    }

    @Test
    @DisplayName("CORE-13: a grant without notice version and evidence is refused, and every fault is named")
    void incomplete() {
        var customer = somebody();
        assertThatThrownBy(() -> its.log.record(
                        customer,
                        new ConsentDraft(
                                "MARKETING", "PIGEON", "GRANT", null, null, null, " ", "2027-01-01T00:00:00Z", null)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(fault -> fault.pointer())
                                .containsExactlyInAnyOrder("/channel", "/noticeVersion", "/evidence", "/at"));
    }

    @Test
    @DisplayName("CORE-13 edge 10: staff cannot overwrite the customer's own refusal")
    void staffAfterRefusal() {
        var customer = somebody();
        its.say(customer, "MARKETING", "ANY", "REFUSE", "SELF");
        assertThatThrownBy(() -> its.say(customer, "MARKETING", "SMS", "GRANT", "STAFF"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
                    assertThat(problem.code()).isEqualTo("refused-by-customer");
                });
        assertThat(standing(customer, Purpose.MARKETING, Channel.SMS)).isEqualTo(Standing.REFUSED);
    }

    @Test
    @DisplayName(
            "CORE-13 edge 11: an older consent that is imported after a newer withdrawal changes nothing; nor does a newer one")
    void imported() {
        var customer = somebody();
        its.say(customer, "MARKETING", "SMS", "WITHDRAW", "SELF");
        its.log.recordImported(
                customer, draft("MARKETING", "SMS", "GRANT", "SELF", MORNING.minus(Duration.ofDays(90))));
        assertThat(standing(customer, Purpose.MARKETING, Channel.SMS)).isEqualTo(Standing.REFUSED);
        its.clock.advance(Duration.ofMinutes(5));
        its.log.recordImported(customer, draft("MARKETING", "SMS", "GRANT", "SELF", null));
        assertThat(standing(customer, Purpose.MARKETING, Channel.SMS)).isEqualTo(Standing.REFUSED);
    }

    @Test
    @DisplayName(
            "CORE-13 edge 18: subscribing again after unsubscribing really works, also after a refusal of all channels")
    void again() {
        var customer = somebody();
        its.say(customer, "MARKETING", "SMS", "GRANT", "SELF");
        its.say(customer, "MARKETING", "SMS", "WITHDRAW", "SELF");
        assertThat(its.sms(customer).step()).isEqualTo(5);
        its.say(customer, "MARKETING", "SMS", "GRANT", "SELF");
        assertThat(its.sms(customer).isAllowed()).isTrue();
        its.say(customer, "MARKETING", "ANY", "WITHDRAW", "SELF");
        assertThat(its.sms(customer).step()).isEqualTo(6);
        its.say(customer, "MARKETING", "SMS", "GRANT", "SELF");
        assertThat(its.sms(customer).isAllowed()).isTrue();
    }

    @Test
    @DisplayName("CORE-13: a grant that has ended is silence, or the refusal that was there before")
    void expiry() {
        var customer = somebody();
        its.log.record(
                customer,
                new ConsentDraft(
                        "MARKETING",
                        "SMS",
                        "GRANT",
                        "SELF",
                        null,
                        "v1",
                        "form",
                        null,
                        MORNING.plus(Duration.ofDays(1)).toString()));
        its.clock.advance(Duration.ofHours(2));
        assertThat(standing(customer, Purpose.MARKETING, Channel.SMS)).isEqualTo(Standing.GRANTED);
        its.clock.advance(Duration.ofDays(1));
        assertThat(standing(customer, Purpose.MARKETING, Channel.SMS)).isEqualTo(Standing.SILENT);
    }

    @Test
    @DisplayName(
            "ARC-21, CORE-13 edge 35: under 14 only the guardian grants; on the 14th birthday that ends and the own grant is needed")
    void turningFourteen() {
        var child = its.customer("少年", new CustomerDraft.Birth(2012, 3, 3, "SOLAR"), phone())
                .id();
        assertThat(its.ask(child, Purpose.CARE, Channel.SMS).step()).isEqualTo(2);
        assertThat(its.ask(child, Purpose.SERVICE, Channel.SMS).isAllowed()).isTrue();
        assertThatThrownBy(() -> its.say(child, "MARKETING", "SMS", "GRANT", "SELF"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults().get(0).pointer()).isEqualTo("/decider"));
        its.say(child, "MARKETING", "SMS", "GRANT", "GUARDIAN");
        assertThat(its.sms(child).isAllowed()).isTrue();
        its.clock.advance(Duration.ofDays(1));
        assertThat(its.sms(child).step()).as("no longer by the guardian").isEqualTo(7);
        its.say(child, "MARKETING", "SMS", "GRANT", "SELF");
        assertThat(its.sms(child).isAllowed()).isTrue();
    }

    @Test
    @DisplayName("CORE-13 edge 35: whose year of birth is not known is not known to be under 14")
    void unknownYear() {
        var customer = its.customer("不详", new CustomerDraft.Birth(null, 3, 3, "SOLAR"), phone())
                .id();
        assertThat(its.ask(customer, Purpose.CARE, Channel.SMS).isAllowed()).isTrue();
        assertThatThrownBy(() -> its.say(customer, "MARKETING", "SMS", "GRANT", "GUARDIAN"))
                .isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("CORE-13 edge 36: a wrong mark of death is taken back with its day, also one that came by a merge")
    void deceasedByMistake() {
        var survivor = somebody();
        var absorbed = somebody();
        its.log.changePolicy(absorbed, 0, FakePatch.of("deceased", true).with("deceasedOn", "2026-02-01"));
        assertThat(its.consents.policy(absorbed).deceasedOn()).isEqualTo(LocalDate.parse("2026-02-01"));
        var aliases = new CustomerAliases(its.it.store, its.it.writer, its.it.rights);
        its.it.database.transactions().run(() -> aliases.setAlias(absorbed, survivor));
        assertThat(its.consents.policy(survivor).deceased()).isTrue();
        assertThat(its.ask(survivor, Purpose.SERVICE, Channel.SMS).reason().code())
                .isEqualTo("customer-deceased");

        its.policy(survivor, "deceased", false);

        assertThat(its.consents.policy(survivor).deceased()).isFalse();
        assertThat(its.consents.policy(survivor).deceasedOn()).isNull();
        assertThat(its.ask(survivor, Purpose.SERVICE, Channel.SMS).isAllowed()).isTrue();
        its.log.changePolicy(
                survivor,
                its.consents.policy(survivor).version(),
                FakePatch.of("deceased", true).with("deceasedOn", "2026-02-02"));
        its.policy(survivor, "deceased", false);
        assertThat(its.consents.policy(survivor).deceasedOn()).isNull();
    }

    @Test
    @DisplayName(
            "CORE-13: a merge takes the stricter side until the person himself grants, and undoing it parts them again")
    void merge() {
        var survivor = somebody();
        var absorbed = somebody();
        its.say(absorbed, "MARKETING", "SMS", "REFUSE", "STAFF");
        its.say(survivor, "MARKETING", "SMS", "GRANT", "STAFF");
        its.policy(absorbed, "doNotContact", true);
        assertThat(its.sms(survivor).isAllowed()).isTrue();
        var aliases = new CustomerAliases(its.it.store, its.it.writer, its.it.rights);
        its.it.database.transactions().run(() -> aliases.setAlias(absorbed, survivor));
        assertThat(its.sms(survivor).reason().code()).isEqualTo("do-not-contact");
        its.policy(survivor, "doNotContact", false);
        assertThat(its.sms(survivor).step()).isEqualTo(5);
        its.say(survivor, "MARKETING", "SMS", "GRANT", "SELF");
        assertThat(its.sms(survivor).isAllowed()).isTrue();
        assertThat(its.consents.log(absorbed)).hasSize(3);
        assertThatThrownBy(() -> its.say(absorbed, "MARKETING", "SMS", "REFUSE", "SELF"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("customer-merged"));
        its.it.database.transactions().run(() -> aliases.clearAlias(absorbed, CustomerStatus.ACTIVE));
        assertThat(standing(absorbed, Purpose.MARKETING, Channel.SMS)).isEqualTo(Standing.REFUSED);
        assertThat(its.consents.log(survivor)).hasSize(2);
    }

    @Test
    @DisplayName(
            "CORE-13: an erased person leaves no log, and is not written to when he is imported again until he grants himself")
    void suppression() {
        var phone = phone();
        var customer = its.customer("将删", null, phone).id();
        its.say(customer, "MARKETING", "SMS", "GRANT", "SELF");
        its.it.database.transactions().run(() -> its.data.erase(customer.value()));
        assertThat(its.consents.log(customer)).isEmpty();
        var anew = its.customer("重来", null, phone).id();
        its.log.recordImported(anew, draft("MARKETING", "SMS", "GRANT", "SELF", null));
        assertThat(its.sms(anew).reason().code()).isEqualTo("suppressed");
        assertThat(its.ask(anew, Purpose.SERVICE, Channel.SMS).isAllowed()).isTrue();
        its.say(anew, "MARKETING", "SMS", "GRANT", "SELF");
        assertThat(its.sms(anew).isAllowed()).isTrue();
    }

    @Test
    @DisplayName("CORE-13: the copy for the person has the whole log with its evidence")
    void export() {
        var customer = somebody();
        its.say(customer, "MARKETING", "SMS", "GRANT", "SELF");
        its.policy(customer, "preferredChannel", "EMAIL");
        var export = new FakeExport(its.it.json);
        its.it.database.transactions().run(() -> its.data.export(customer, export));
        assertThat(export.records().keySet()).contains("consents", "contact-policy");
        assertThat(export.records().toString()).contains("form 17", "MARKETING");
    }

    @Test
    @DisplayName("S-26: whoever may not see or record consents is refused, and what is out of scope is not there")
    void rights() {
        var customer = somebody();
        var stranger = new Actor(Actor.Kind.USER, its.it.ids.next(), "Stranger");
        its.it.access.run(stranger, () -> {
            assertThatThrownBy(() -> its.consents.states(customer)).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> its.say(customer, "MARKETING", "SMS", "REFUSE", "SELF"))
                    .isInstanceOf(Problem.class);
            assertThatThrownBy(() -> its.sms(customer)).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> its.rules.change(1, FakePatch.of("perDay", 9)))
                    .isInstanceOf(Problem.class);
        });
        assertThat(its.consents.log(customer)).isEmpty();
    }

    @Test
    @DisplayName("CORE-13: a policy is changed against its version, and bad members are named")
    void policy() {
        var customer = somebody();
        its.policy(customer, "complaint", true);
        assertThatThrownBy(() -> its.log.changePolicy(customer, 0, FakePatch.of("complaint", false)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
        assertThatThrownBy(() -> its.log.changePolicy(
                        customer,
                        1,
                        FakePatch.of("deceasedOn", "2026-01-01")
                                .with("preferredFrom", "25:00")
                                .with("preferredUntil", "09:00")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(fault -> fault.pointer())
                                .contains("/deceasedOn", "/preferredFrom"));
        assertThat(its.consents.policy(customer).complaint()).isTrue();
    }
}
