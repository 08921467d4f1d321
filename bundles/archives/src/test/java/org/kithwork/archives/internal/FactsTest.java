package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.KnownFact;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakePatch;
import org.kithwork.test.FixedClock;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FactsTest {

    private static Archives archives;

    @Parameter
    DatabaseKind kind;

    private CustomerId customer;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @BeforeEach
    void aCustomer() {
        archives.clock.set(FixedClock.in2026().instant());
        customer = archives.customers.add();
        archives.journal.clear();
    }

    @AfterEach
    void everythingIsOpenAgain() {
        archives.fields.clear();
        archives.objecting.clear();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    private List<KnownFact> held() {
        return archives.facts.held(customer, Locale.ENGLISH);
    }

    private List<String> then(Instant time) {
        return lines(archives.facts.heldAt(customer, time, Locale.ENGLISH));
    }

    private static List<String> lines(List<KnownFact> facts) {
        return facts.stream().map(fact -> fact.title() + " = " + fact.text()).toList();
    }

    private static Instant now() {
        return archives.clock.instant();
    }

    private static void aDayPasses() {
        archives.clock.advance(Duration.ofDays(1));
    }

    private Preference until(String key, String value, Instant end) {
        return archives.preferenceBook.note(
                new PreferenceDraft(customer.value(), key, value, null, null, null, null, end.toString()));
    }

    private Need needSince(String text, Instant at) {
        return archives.needs.record(new NeedDraft(customer.value(), text, "call", at.toString()));
    }

    private void agreed(String text, LocalDate from, LocalDate until) {
        archives.terms.agree(
                new TermDraft(customer.value(), text, from.toString(), until == null ? null : until.toString()));
    }

    private void rated(int stars, String audience) {
        var draft = new InteractionDraft(
                customer.value(), null, null, "PHONE", "IN", null, null, "Room", null, null, null, null, audience);
        var talk = archives.interactionBook.record(draft);
        archives.interactionBook.rate(talk.id(), new RatingDraft(stars, "kind", null));
    }

    @Test
    @DisplayName(
            "ARC-20: preferences, needs, terms, reviews and ratings are told with who wrote them down, when and from where")
    void arc20_held() {
        archives.likes(customer, "pillow", "feather");
        var need = archives.needs(customer, "a cot");
        archives.needs.change(
                need.id(), need.version(), FakePatch.of("state", "MET").with("outcome", "in the room"));
        agreed("ten percent", LocalDate.of(2026, 1, 1), null);
        var bought = archives.purchaseBook.complete(archives.purchase(customer, "10"));
        archives.reviewBook.review(
                bought.id(), new ReviewDraft(bought.lines().get(0).id(), 4, "tasty", null));
        rated(5, null);

        assertThat(lines(held()))
                .containsExactlyInAnyOrder(
                        "Preference: Pillow = feather",
                        "Need (met) = a cot – in the room",
                        "Special terms = ten percent (from 2026-01-01)",
                        "Review of " + bought.lines().get(0).name() + " = 4 of 5 stars: tasty",
                        "Rating of a contact (Phone) = 5 of 5 stars: kind");
        assertThat(held()).allSatisfy(fact -> {
            assertThat(fact.by().name()).isEqualTo(FakeAccess.SOMEBODY.name());
            assertThat(fact.at()).isEqualTo(now());
        });
        assertThat(held().stream().map(KnownFact::source)).contains("counter");
        assertThat(lines(archives.facts.held(customer, Locale.SIMPLIFIED_CHINESE)))
                .contains("特别约定 = ten percent（自 2026-01-01 起）");
    }

    @Test
    @DisplayName("ARC-22: a need that was open then is open then, be it met, dropped or opened again since")
    void arc22_needs() {
        var need = archives.needs(customer, "a cot");
        var open = now();
        aDayPasses();
        var met = archives.needs.change(need.id(), need.version(), FakePatch.of("state", "MET"));
        archives.deliver();
        var closed = now();
        aDayPasses();
        archives.needs.change(met.id(), met.version(), FakePatch.of("state", "OPEN"));
        archives.deliver();

        assertThat(then(open.minusSeconds(1))).isEmpty();
        assertThat(then(open)).containsExactly("Need (open) = a cot");
        assertThat(then(closed)).isEmpty();
        assertThat(then(now())).containsExactly("Need (open) = a cot");
    }

    @Test
    @DisplayName("ARC-22: what came up earlier and was written down later was not known before that")
    void arc22_writtenLater() {
        var before = now();
        aDayPasses();
        aDayPasses();
        needSince("a cot", before);

        assertThat(then(before.plusSeconds(1))).isEmpty();
        assertThat(then(now())).containsExactly("Need (open) = a cot");
    }

    @Test
    @DisplayName(
            "ARC-22: a preference that was given later is absent, one that has expired is there if it held that day")
    void arc22_preferences() {
        until("floor", "ground", now().plus(Duration.ofDays(2)));
        archives.likes(customer, "pillow", "hard");
        var early = now();
        aDayPasses();
        archives.likes(customer, "pillow", "feather");
        var later = now();
        archives.clock.advance(Duration.ofDays(5));

        assertThat(then(early)).containsExactlyInAnyOrder("Preference: Floor = ground", "Preference: Pillow = hard");
        assertThat(then(later)).containsExactlyInAnyOrder("Preference: Floor = ground", "Preference: Pillow = feather");
        assertThat(then(now())).containsExactly("Preference: Pillow = feather");
        assertThat(lines(held())).hasSize(3);
    }

    @Test
    @DisplayName("ARC-22: special terms are there on the days on which they hold, once they were agreed")
    void arc22_terms() {
        var today = LocalDate.ofInstant(now(), archives.company.zone());
        agreed("ten percent", today.minusDays(3), today.plusDays(1));
        agreed("free parking", today.plusDays(2), null);

        assertThat(then(now().minusSeconds(1))).isEmpty();
        assertThat(then(now())).singleElement().asString().contains("ten percent");
        archives.clock.advance(Duration.ofDays(3));
        assertThat(then(now())).singleElement().asString().contains("free parking");
    }

    @Test
    @DisplayName(
            "ARC-20: who lacks the right to a kind gets none of it, what is hidden has no words, a note of its author stays his")
    void arc20_limits() {
        archives.likes(customer, "pillow", "feather");
        archives.needs(customer, "a cot");
        rated(5, "AUTHOR");
        var stranger = new Actor(Actor.Kind.USER, archives.ids.next(), "Stranger");
        archives.access.grant(stranger, FakeAccess.ALL, "core:customer:view");
        var colleague = archives.user("Colleague", FakeAccess.ALL);

        assertThat(archives.access.as(stranger, this::held)).isEmpty();
        assertThat(lines(archives.access.as(colleague, this::held)))
                .containsExactlyInAnyOrder("Preference: Pillow = feather", "Need (open) = a cot");
        assertThat(lines(held())).hasSize(3);
        archives.fields.limit("archives:need", ArchivesFields.TEXT, FieldAccess.HIDE);
        assertThat(lines(held())).contains("Need (open) = null");
    }

    @Test
    @DisplayName("ARC-20: a review of a purchase elsewhere is not told to whom the purchase is not shown")
    void arc20_scope() {
        var here = archives.company.open("Here " + customer);
        var bought = archives.purchaseBook.complete(Archives.purchase(customer, here, null, Archives.line("1", "10")));
        archives.reviewBook.review(
                bought.id(), new ReviewDraft(bought.lines().get(0).id(), 1, "cold", null));
        var elsewhere = archives.user("Elsewhere", Archives.stores(archives.company.open("Another " + customer)));
        archives.access.grant(elsewhere, FakeAccess.ALL, "core:customer:view");

        assertThat(archives.access.as(elsewhere, this::held)).isEmpty();
        assertThat(lines(held())).singleElement().asString().contains("cold");
    }

    @Test
    @DisplayName("ARC-20: of somebody who objected nothing that was concluded is told")
    void arc20_objection() {
        archives.inferred(customer, "pillow", "hard", "0.9");
        assertThat(lines(held())).containsExactly("Concluded: Pillow = hard");
        archives.objecting.add(customer);
        assertThat(held()).isEmpty();
    }
}
