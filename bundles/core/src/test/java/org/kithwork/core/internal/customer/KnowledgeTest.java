package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.consent.Channel;
import org.kithwork.consent.Purpose;
import org.kithwork.core.internal.consent.ConsentFixture;
import org.kithwork.core.internal.customer.CustomerProvenance.Fact;
import org.kithwork.core.internal.customer.HeldFacts.Part;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.ContactPoint;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.Identifier;
import org.kithwork.customer.KnownFact;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.customer.spi.FactSource;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class KnowledgeTest {

    private final CustomerFixture it;

    KnowledgeTest(DatabaseKind kind) {
        it = CustomerFixture.shared(kind);
    }

    @AfterEach
    void everythingIsOpenAgain() {
        it.policies.clear();
    }

    private static String phone() {
        return "137" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    }

    private Customer create(String name, String phone, String pos) {
        return it.admin.create(new CustomerDraft(
                null,
                name,
                null,
                null,
                null,
                1,
                null,
                "cook",
                "Old Inn",
                null,
                "shy",
                List.of(new CustomerDraft.Contact("PHONE", phone, null, null)),
                List.of(new CustomerDraft.Key("pos", pos)),
                List.of("vip"),
                null,
                null,
                "counter",
                null,
                "same as another"));
    }

    /** A moment after all that was done, and before all that is done next. */
    private static Instant moment() {
        var last = Instant.now().truncatedTo(ChronoUnit.MICROS);
        while (!Instant.now().truncatedTo(ChronoUnit.MICROS).isAfter(last)) {
            Thread.onSpinWait();
        }
        return last;
    }

    private Customer at(Customer customer, Instant time) {
        return it.past.of(customer.id(), time.toString()).profile();
    }

    private static List<String> numbers(Customer customer) {
        return customer.contactPoints().stream().map(ContactPoint::value).toList();
    }

    @Test
    @DisplayName("ARC-22: the profile of a past moment has every member as it stood then, step by step back")
    void arc22_members() {
        var first = phone();
        var second = phone();
        var pos = "P" + phone();
        var customer = create("王小明", first, pos);
        moment();
        var created = moment();
        it.admin.change(
                customer.id(),
                it.directory.get(customer.id()).version(),
                FakePatch.of("fullName", "王大明")
                        .with("occupation", null)
                        .with("company", "New Inn")
                        .with("note", "brave")
                        .with("sex", 2)
                        .with("birth", Map.of("month", 6, "day", 15))
                        .with("tags", List.of("regular")));
        moment();
        var changed = moment();
        var point = it.directory.get(customer.id()).contactPoints().get(0).id();
        it.admin.changeContactPoint(customer.id(), point, FakePatch.of("value", second));
        it.admin.removeIdentifier(customer.id(), new Identifier("pos", pos));
        it.admin.addContactPoint(customer.id(), new CustomerDraft.Contact("PHONE", phone(), null, null));
        moment();

        var then = at(customer, created);
        assertThat(then.displayName()).isEqualTo("王小明");
        assertThat(then.familyName()).isEqualTo("王");
        assertThat(then.occupation()).isEqualTo("cook");
        assertThat(then.company()).isEqualTo("Old Inn");
        assertThat(then.note()).isEqualTo("shy");
        assertThat(then.sex()).isEqualTo(1);
        assertThat(then.birth()).isNull();
        assertThat(then.tags()).containsExactly("vip");
        assertThat(numbers(then)).containsExactly(numbers(customer).get(0));
        assertThat(then.identifiers()).containsExactly(new Identifier("pos", pos));
        assertThat(then.updatedAt()).isEqualTo(then.createdAt());

        var later = at(customer, changed);
        assertThat(later.displayName()).isEqualTo("王大明");
        assertThat(later.occupation()).isNull();
        assertThat(later.birth().month()).isEqualTo(6);
        assertThat(later.tags()).containsExactly("regular");
        assertThat(numbers(later)).isEqualTo(numbers(then));
        assertThat(later.identifiers()).hasSize(1);

        var now = at(customer, moment());
        assertThat(numbers(now)).hasSize(2).isEqualTo(numbers(it.directory.get(customer.id())));
        assertThat(now.identifiers()).isEmpty();
        assertThat(it.past
                        .of(customer.id(), LocalDate.now(it.company.zone()).toString())
                        .profile()
                        .displayName())
                .isEqualTo("王大明");
    }

    @Test
    @DisplayName("ARC-22: a past profile goes through the masks of today, and looking at it is noted")
    void arc22_masks() {
        var number = phone();
        var customer = create("王小明", number, "P" + number);
        moment();
        var then = moment();
        it.admin.change(
                customer.id(),
                it.directory.get(customer.id()).version(),
                FakePatch.of("fullName", "李四").with("note", null));
        it.policies.limit("displayName", FieldAccess.MASK);
        it.policies.limit("contactPoints", FieldAccess.MASK);
        it.policies.limit("note", FieldAccess.HIDE);

        var seen = at(customer, then);
        assertThat(seen.displayName()).isEqualTo("王*");
        assertThat(seen.note()).isNull();
        assertThat(numbers(seen))
                .singleElement()
                .satisfies(shown -> assertThat(shown).contains("****"));
    }

    @Test
    @DisplayName(
            "ARC-22: a time that is none, is to come or lies before the customer is refused; out of scope there is nothing")
    void arc22_faults() {
        var customer = create("王小明", phone(), "P" + phone());
        for (var wrong : List.of("", "yesterday", "2999-01-01", "2999-01-01T00:00:00Z")) {
            assertThatThrownBy(() -> it.past.of(customer.id(), wrong))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            p -> assertThat(p.faults().get(0).message().code()).isEqualTo("as-of-invalid"));
        }
        assertThatThrownBy(() -> it.past.of(customer.id(), "2001-01-01"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.faults().get(0).message().code()).isEqualTo("as-of-early"));
        var nobody = new Actor(Actor.Kind.USER, it.ids.next(), "Nobody");
        it.access.run(
                nobody,
                () -> assertThatThrownBy(() -> it.past.of(customer.id(), moment().toString()))
                        .isInstanceOf(Problem.class));
    }

    @Test
    @DisplayName("ARC-20, ARC-22: of somebody erased neither the past nor where it came from can be had")
    void erased() {
        var customer = create("王小明", phone(), "P" + phone());
        it.admin.change(customer.id(), it.directory.get(customer.id()).version(), FakePatch.of("fullName", "李四"));
        var then = moment();
        var data = it.data();
        it.database.transactions().run(() -> {
            it.aliases.fence(customer.id());
            data.erase(new CustomerErasure(it.ids.next(), customer.id(), ErasureMode.ERASE, "p-1", "requested"));
        });

        for (Runnable look : List.<Runnable>of(
                () -> at(customer, then),
                () -> it.provenance(ConsentFixture.of(it).consents).of(customer.id()))) {
            assertThatThrownBy(look::run)
                    .isInstanceOfSatisfying(
                            Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.NOT_FOUND));
        }
    }

    @Test
    @DisplayName(
            "ARC-20: each thing that is held tells who wrote it down, when and from where; contact data what they may be used for")
    void arc20_provenance() {
        var consents = ConsentFixture.of(it);
        var number = phone();
        var customer = create("王小明", number, "P" + number);
        moment();
        var turn = moment();
        var clerk = new Actor(Actor.Kind.USER, it.ids.next(), "Clerk");
        it.access.allowAll(clerk);
        it.access.run(
                clerk,
                () -> it.admin.change(
                        customer.id(), it.directory.get(customer.id()).version(), FakePatch.of("company", "New Inn")));
        consents.say(customer.id(), "MARKETING", "SMS", "GRANT", "SELF");

        var held = it.provenance(consents.consents).of(customer.id());

        var facts = held.facts();
        assertThat(facts)
                .extracting(Fact::member)
                .containsExactly(
                        "displayName", "sex", "occupation", "company", "note", "contactPoints", "identifiers", "tags");
        var company = facts.get(3);
        assertThat(company.value()).isEqualTo("New Inn");
        assertThat(company.by().name()).isEqualTo("Clerk");
        assertThat(company.at()).isAfter(turn);
        assertThat(facts.get(2).by().name()).isEqualTo(FakeAccess.SOMEBODY.name());
        assertThat(facts.get(2).at()).isBeforeOrEqualTo(turn);
        assertThat(facts.get(2).source()).isEqualTo("counter");
        var contact = facts.get(5);
        assertThat(contact.kind()).isEqualTo("PHONE");
        assertThat(contact.purposes()).contains(Purpose.SERVICE, Purpose.MARKETING);
        assertThat(contact.consents())
                .filteredOn(decision -> decision.purpose() == Purpose.MARKETING)
                .singleElement()
                .satisfies(decision -> assertThat(decision.channel()).isEqualTo(Channel.SMS));
    }

    @Test
    @DisplayName("ARC-20: what the viewer may not see is masked or left out, and consent without the right to it")
    void arc20_masks() {
        var consents = ConsentFixture.of(it);
        var number = phone();
        var customer = create("王小明", number, "P" + number);
        it.policies.limit("contactPoints", FieldAccess.MASK);
        it.policies.limit("identifiers", FieldAccess.MASK);
        it.policies.limit("note", FieldAccess.HIDE);
        var viewer = new Actor(Actor.Kind.USER, it.ids.next(), "Viewer");
        it.access.grant(viewer, FakeAccess.ALL, "core:customer:view");

        var facts = it.access
                .as(viewer, () -> it.provenance(consents.consents).of(customer.id()))
                .facts();

        assertThat(facts).extracting(Fact::member).doesNotContain("note");
        assertThat(facts.toString()).doesNotContain(number);
        assertThat(facts)
                .filteredOn(fact -> fact.member().equals("contactPoints"))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(String.valueOf(fact.value())).contains("****");
                    assertThat(fact.purposes()).isEmpty();
                    assertThat(fact.consents()).isEmpty();
                });
        assertThat(facts)
                .filteredOn(fact -> fact.member().equals("identifiers"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.value()).isNull());
    }

    /** A module that holds one fact, from a moment on. */
    private record Register(String name, KnownFact fact) implements FactSource {

        @Override
        public List<KnownFact> held(CustomerId customer, Locale locale) {
            return List.of(fact);
        }

        @Override
        public List<KnownFact> heldAt(CustomerId customer, Instant time, Locale locale) {
            return fact.at().isAfter(time) ? List.of() : List.of(fact);
        }
    }

    /** A module that fails whatever it is asked. */
    private record Broken(String name) implements FactSource {

        @Override
        public List<KnownFact> held(CustomerId customer, Locale locale) {
            throw new IllegalStateException("Out of order");
        }

        @Override
        public List<KnownFact> heldAt(CustomerId customer, Instant time, Locale locale) {
            throw new IllegalStateException("Out of order");
        }
    }

    private static KnownFact need(Instant at) {
        return new KnownFact("Need", "a cot", at, new ActorName("u-1", "Clerk"), "counter");
    }

    @Test
    @DisplayName(
            "ARC-20, ARC-22: what modules hold is told with the rest; one that is away or fails is named, and no fault")
    void modules() {
        var customer = create("王小明", phone(), "P" + phone());
        moment();
        var before = moment();
        var fact = need(moment());
        var known = it.knowledge(ConsentFixture.of(it).consents, new Register("tickets", fact), new Broken("broken"));

        var now = known.of(customer.id(), Locale.ENGLISH);
        assertThat(now.facts()).extracting(Fact::member).contains("displayName", "contactPoints");
        assertThat(now.modules()).containsExactly(new Part("tickets", List.of(fact)));
        assertThat(now.absent()).contains("broken", "loyalty").doesNotContain("tickets");

        var then = known.at(customer.id(), before.toString(), Locale.ENGLISH);
        assertThat(then.profile().displayName()).isEqualTo("王小明");
        assertThat(then.modules()).containsExactly(new Part("tickets", List.of()));
        assertThat(then.absent()).contains("broken", "loyalty");
        assertThat(known.at(customer.id(), null, Locale.ENGLISH).modules())
                .containsExactly(new Part("tickets", List.of(fact)));
    }

    @Test
    @DisplayName("ARC-20, ARC-22: a relation tells who entered it, and stands as it stood on the day")
    void relations() {
        var customer = create("王小明", phone(), "P" + phone());
        var child = create("王小小", phone(), "P" + phone());
        var known = it.knowledge(ConsentFixture.of(it).consents);
        moment();
        var alone = moment();
        var draft = new CustomerRelations.Draft(
                "GUARDIAN", customer.id().value(), child.id().value());
        var id = it.relations.add(customer.id(), draft).get(0).id();
        moment();
        var together = moment();

        for (var end : List.of(customer, child)) {
            assertThat(known.of(end.id(), Locale.ENGLISH).facts())
                    .filteredOn(fact -> fact.member().equals("relations"))
                    .singleElement()
                    .satisfies(fact -> {
                        assertThat(fact.kind()).isEqualTo("GUARDIAN");
                        assertThat(fact.by().name()).isEqualTo(FakeAccess.SOMEBODY.name());
                        assertThat(fact.at()).isAfter(alone);
                    });
            assertThat(known.at(end.id(), alone.toString(), Locale.ENGLISH).relations())
                    .isEmpty();
        }
        it.relations.remove(customer.id(), id);
        assertThat(known.at(customer.id(), null, Locale.ENGLISH).relations()).isEmpty();
        assertThat(known.at(customer.id(), together.toString(), Locale.ENGLISH).relations())
                .singleElement()
                .satisfies(relation -> {
                    assertThat(relation.toName()).isEqualTo("王小小");
                    assertThat(relation.createdAt()).isBetween(alone, together);
                });
        assertThat(known.at(customer.id(), alone.toString(), Locale.ENGLISH).relations())
                .isEmpty();
    }
}
