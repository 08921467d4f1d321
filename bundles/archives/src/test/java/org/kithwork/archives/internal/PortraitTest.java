package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
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
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FixedClock;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PortraitTest {

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
        archives.audit.clear();
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

    @Test
    @DisplayName("ARC-08: of somebody without purchases the portrait is empty and claims nothing")
    void arc08_empty() {
        var portrait = portrait();

        assertThat(portrait.behaviour()).isEmpty();
        assertThat(portrait.traits()).isEmpty();
        assertThat(portrait.needs()).isEmpty();
        assertThat(portrait.complete()).isTrue();
    }

    @Test
    @DisplayName("ARC-08: every sentence carries the records that it was computed from")
    void arc08_evidence() {
        var first = buy("2026-02-01T03:30:00Z", "30.00", "STORE");
        var second = buy("2026-02-11T03:30:00Z", "40.00", "STORE");
        var third = buy("2026-02-15T12:30:00Z", "50.01", "WEB");
        archives.purchaseBook.giveBack(second.id(), Archives.back(second, 0, "1"));
        archives.interactionBook.record(archives.call(customer, "Hello"));
        var complaint = archives.interactionBook.record(talk("投诉：茶凉了", "IN"));
        archives.interactionBook.record(talk("About the complaint", "OUT"));
        var need = archives.needs(customer, "a quiet table");
        var term = archives.terms.agree(new TermDraft(customer.value(), "ten percent off", null, null));
        var taste = archives.likes(customer, "taste", "mild");

        var portrait = portrait();

        assertThat(portrait.behaviour())
                .extracting(PortraitLine::text)
                .contains(
                        "Came on 3 days within a year",
                        "7 days usually pass between two visits (median)",
                        "Spends 26.67 CNY on average",
                        "Buys tea most often: in 100 % of purchases",
                        "Comes around noon most often: 67 % of purchases",
                        "Buys by way of: store 67 %, web shop 33 %",
                        "Brought something back of 1 purchases, 33 % of them",
                        "3 contacts within a year",
                        "1 complaints, 33 % of contacts");
        assertThat(evidence(portrait.behaviour(), "visits").ids())
                .containsExactly(
                        third.id().value(), second.id().value(), first.id().value());
        assertThat(evidence(portrait.behaviour(), "category").ids())
                .containsExactly(third.id().value(), first.id().value());
        assertThat(evidence(portrait.behaviour(), "returns").ids())
                .containsExactly(second.id().value());
        assertThat(evidence(portrait.behaviour(), "complaints").ids())
                .containsExactly(complaint.id().value());
        assertThat(evidence(portrait.needs(), "need").ids())
                .containsExactly(need.id().value());
        assertThat(evidence(portrait.needs(), "term").ids())
                .containsExactly(term.id().value());
        assertThat(portrait.traits().get(0).text()).isEqualTo("Taste: mild");
        assertThat(portrait.traits().get(0).evidence().ids())
                .containsExactly(taste.id().value());
        assertThat(archives.portraits
                        .of(customer, Locale.SIMPLIFIED_CHINESE)
                        .traits()
                        .get(0)
                        .text())
                .isEqualTo("口味：mild");
        assertThat(portrait.behaviour()).allSatisfy(line -> {
            assertThat(line.evidence().count()).isPositive();
            assertThat(line.evidence().last()).isNotNull();
        });
    }

    @Test
    @DisplayName("ARC-08: nothing is told whose evidence the reader may not see")
    void arc08_masks() {
        buy("2026-02-01T03:30:00Z", "30.00", "STORE");
        archives.interactionBook.record(talk("投诉", "IN"));
        archives.needs(customer, "a quiet table");

        archives.fields
                .limit("archives:purchase", "amount", FieldAccess.HIDE)
                .limit("archives:interaction", "topic", FieldAccess.HIDE)
                .limit("archives:need", "text", FieldAccess.HIDE);
        assertThat(codes(portrait()))
                .doesNotContain("basket", "complaints", "need")
                .contains("visits", "contacts");
        archives.fields.clear();

        var reader = new Actor(Actor.Kind.USER, archives.ids.next(), "reader");
        archives.access.grant(reader, "core:customer:view");
        archives.access.run(reader, () -> assertThat(codes(portrait())).isEmpty());
        var stranger = archives.user("stranger", Archives.owner(new UserId(archives.ids.next())));
        archives.access.run(stranger, () -> assertThatThrownBy(this::portrait).isInstanceOf(Problem.class));
        assertThat(codes(portrait())).contains("basket", "complaints", "need");
    }

    @Test
    @DisplayName("ARC-08: an interaction that is its author's alone is no evidence for another")
    void arc08_author() {
        archives.interactionBook.record(new InteractionDraft(
                customer.value(), null, null, "PHONE", "IN", null, null, "投诉", null, null, null, null, "AUTHOR"));
        var colleague = archives.user("colleague", org.kithwork.test.FakeAccess.ALL);

        assertThat(codes(portrait())).contains("complaints");
        archives.access.run(colleague, () -> assertThat(codes(portrait())).isEmpty());
    }

    @Test
    @DisplayName("ARC-08: what is void, older than a year or in another currency adds no figure to the basket")
    void arc08_bounds() {
        buy("2025-02-01T03:30:00Z", "1000.00", "STORE");
        var mistake = buy("2026-02-01T03:30:00Z", "1000.00", "STORE");
        archives.purchaseBook.annul(mistake.id(), "twice");
        archives.purchaseBook.complete(new PurchaseDraft(
                customer.value(),
                null,
                null,
                "2026-02-02T03:30:00Z",
                "JPY",
                List.of(Archives.line("1", "700")),
                null,
                null));

        assertThat(codes(portrait())).contains("visits").doesNotContain("basket", "gap", "channels");
        buy("2026-02-03T03:30:00Z", "8.00", "STORE");
        assertThat(portrait().behaviour()).extracting(PortraitLine::text).contains("Spends 8.00 CNY on average");
    }

    private Portrait portrait() {
        return archives.portraits.of(customer, Locale.ENGLISH);
    }

    private static List<String> codes(Portrait portrait) {
        return java.util.stream.Stream.of(portrait.traits(), portrait.needs(), portrait.behaviour())
                .flatMap(List::stream)
                .map(PortraitLine::code)
                .toList();
    }

    private static Evidence evidence(List<PortraitLine> lines, String code) {
        return lines.stream()
                .filter(line -> line.code().equals(code))
                .findFirst()
                .orElseThrow()
                .evidence();
    }

    private InteractionDraft talk(String topic, String direction) {
        return new InteractionDraft(
                customer.value(), null, null, "PHONE", direction, null, null, topic, null, null, null, null, null);
    }

    private Purchase buy(String at, String price, String channel) {
        return archives.purchaseBook.complete(new PurchaseDraft(
                customer.value(),
                null,
                channel,
                Instant.parse(at).toString(),
                "CNY",
                List.of(Archives.line("1", price)),
                null,
                null));
    }
}
