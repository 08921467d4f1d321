package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
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
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;
import org.kithwork.test.FixedClock;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PreferencesTest {

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
    @DisplayName("ARC-07: what was stated beats what is inferred, and the newer wins among equals")
    void arc07_standing() {
        archives.inferred(customer, "pillow", "hard", "0.9");
        archives.likes(customer, "pillow", "soft");
        archives.clock.advance(Duration.ofMinutes(1));
        archives.likes(customer, "pillow", "feather");
        archives.clock.advance(Duration.ofMinutes(1));
        archives.inferred(customer, "pillow", "hard", "1");
        archives.inferred(customer, "taste", "mild", "0.3");
        archives.clock.advance(Duration.ofMinutes(1));
        archives.inferred(customer, "taste", "hot", "0.2");

        assertThat(values()).containsExactly("pillow=feather", "taste=hot");
        var stated = held().get(0);
        assertThat(stated.source()).isEqualTo(PreferenceSource.STATED);
        assertThat(stated.confidence()).isEqualByComparingTo("1");
        assertThat(stated.by()).isNotNull();
    }

    @Test
    @DisplayName("ARC-07: one that expired is not shown, and what held before it holds again")
    void arc07_expired() {
        archives.likes(customer, "floor", "high");
        archives.clock.advance(Duration.ofMinutes(1));
        archives.preferenceBook.note(new PreferenceDraft(
                customer.value(),
                "floor",
                "ground",
                null,
                null,
                null,
                null,
                archives.clock.instant().plus(Duration.ofDays(1)).toString()));

        assertThat(values()).containsExactly("floor=ground");
        archives.clock.advance(Duration.ofDays(1));
        assertThat(values()).containsExactly("floor=high");
    }

    @Test
    @DisplayName("ARC-07: three purchases let one conclude, two do not; as sure as their share")
    void arc07_inferred() {
        var store = archives.company.open("Store of " + customer);
        buy("2026-02-01T03:30:00Z", store.value(), "tea", "30");
        buy("2026-02-08T03:30:00Z", store.value(), "tea", "40");
        assertThat(held()).isEmpty();
        buy("2026-02-15T03:30:00Z", store.value(), "tea", "50");
        buy("2026-02-22T12:30:00Z", null, "cake", "500");

        var held = held();

        assertThat(held)
                .extracting(preference -> preference.key() + "=" + preference.value() + " "
                        + preference.confidence().toPlainString())
                .containsExactlyInAnyOrder(
                        "favourite-category=tea 0.75",
                        "day-part=around noon 0.75",
                        "usual-store=Store of " + customer + " 1",
                        "price-band=30.00 to 50.00 CNY 0.75");
        assertThat(held).allSatisfy(preference -> {
            assertThat(preference.id()).isNull();
            assertThat(preference.source()).isEqualTo(PreferenceSource.INFERRED);
            assertThat(preference.evidence().kind()).isEqualTo("purchase");
            assertThat(preference.evidence().count()).isEqualTo(3);
            assertThat(preference.evidence().ids()).hasSize(3);
        });
    }

    @Test
    @DisplayName("ARC-07: what the customer says beats what his purchases let one conclude")
    void arc07_statedBeatsPurchases() {
        three("tea");
        assertThat(values()).contains("favourite-category=tea");

        archives.likes(customer, "favourite-category", "coffee");

        assertThat(values()).contains("favourite-category=coffee").doesNotContain("favourite-category=tea");
    }

    @Test
    @DisplayName("ARC-07 S-27: of whoever objects to decisions by machine nothing is inferred, noted or shown")
    void arc07_objection() {
        three("tea");
        archives.inferred(customer, "taste", "mild", "0.4");
        archives.likes(customer, "size", "L");
        assertThat(values()).contains("taste=mild", "favourite-category=tea");

        archives.objecting.add(customer);

        assertThat(values()).containsExactly("size=L");
        assertThatThrownBy(() -> archives.inferred(customer, "taste", "hot", "0.4"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("preference-objected"));
        archives.objecting.clear();
        assertThat(values()).contains("taste=mild", "favourite-category=tea");
    }

    @Test
    @DisplayName("ARC-07: purchases out of the reader's sight let him conclude nothing")
    void arc07_evidenceOutOfSight() {
        three("tea");
        archives.likes(customer, "size", "L");
        var reader = new Actor(Actor.Kind.USER, archives.ids.next(), "reader");
        archives.access.grant(reader, "core:customer:view", "core:consent:view", ArchivesPermissions.VIEW_PREFERENCES);

        archives.access.run(reader, () -> assertThat(values()).containsExactly("size=L"));
        archives.fields.limit("archives:purchase", "amount", FieldAccess.HIDE);
        assertThat(held())
                .extracting(Preference::key)
                .doesNotContain("price-band")
                .contains("day-part");
    }

    @Test
    @DisplayName("ARC-07: who may not see consent is told nothing that is inferred")
    void arc07_withoutSightOfConsent() {
        three("tea");
        var reader = new Actor(Actor.Kind.USER, archives.ids.next(), "reader");
        archives.access.grant(
                reader, "core:customer:view", ArchivesPermissions.VIEW_PREFERENCES, ArchivesPermissions.VIEW_PURCHASES);

        archives.access.run(reader, () -> assertThat(held()).isEmpty());
    }

    @Test
    @DisplayName("ARC-07: a merge keeps the words of both, of each key what holds by the same rule; undo parts them")
    void arc07_merge() {
        var absorbed = archives.customers.add();
        archives.inferred(customer, "pillow", "hard", "0.9");
        archives.likes(customer, "floor", "low");
        archives.clock.advance(Duration.ofMinutes(1));
        archives.likes(absorbed, "pillow", "soft");
        archives.likes(absorbed, "floor", "high");
        var merge = new org.kithwork.customer.spi.CustomerMerge(archives.ids.next(), customer, absorbed);

        archives.database.transactions().run(() -> archives.data.merge(merge));
        assertThat(values()).containsExactlyInAnyOrder("pillow=soft", "floor=high");

        archives.database.transactions().run(() -> archives.data.undo(merge));
        assertThat(values()).containsExactlyInAnyOrder("pillow=hard", "floor=low");
    }

    @Test
    @DisplayName("ARC-07: what is taken back is gone with all that was said under its key")
    void arc07_withdrawn() {
        archives.likes(customer, "pillow", "soft");
        archives.clock.advance(Duration.ofMinutes(1));
        var later = archives.likes(customer, "pillow", "feather");

        archives.preferenceBook.withdraw(later.id());

        assertThat(held()).isEmpty();
        assertThatThrownBy(() -> archives.preferenceBook.withdraw(later.id()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
        assertThat(archives.audit.actions())
                .containsExactly("preference.stated", "preference.stated", "preference.withdrawn");
        assertThat(archives.journal.events().toString()).doesNotContain("feather");
    }

    @Test
    @DisplayName("ARC-07: every fault of a preference is named at once")
    void arc07_faults() {
        assertThatThrownBy(() -> archives.preferenceBook.note(new PreferenceDraft(
                        customer.value(),
                        "no-such",
                        " ",
                        "INFERRED",
                        "1.1",
                        List.of("x"),
                        "2027-01-01T00:00:00Z",
                        "2026-01-01T00:00:00Z")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactlyInAnyOrder(
                                        "/key", "/value", "/confidence", "/evidence/0", "/at", "/expiresAt"));
        assertThatThrownBy(() -> archives.preferenceBook.note(
                        new PreferenceDraft(customer.value(), "size", "L", "INFERRED", null, null, null, null)))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> archives.preferenceBook.note(
                        new PreferenceDraft(customer.value(), "size", "L", null, "0.5", null, null, null)))
                .isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("ARC-07: a value that is hidden from the reader stays hidden, and may not be written")
    void arc07_hidden() {
        archives.likes(customer, "allergy", "peanuts");
        archives.fields.limit("archives:preference", "value", FieldAccess.HIDE);

        assertThat(held()).extracting(Preference::value).containsOnlyNulls();
        assertThat(archives.portraits.of(customer, Locale.ENGLISH).traits()).isEmpty();
        assertThatThrownBy(() -> archives.likes(customer, "allergy", "milk"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
    }

    @Test
    @DisplayName("ARC-07: out of scope there is no such customer and no such preference")
    void arc07_scope() {
        var noted = archives.likes(customer, "size", "L");
        var stranger = archives.user("stranger", Archives.owner(new UserId(archives.ids.next())));

        archives.access.run(stranger, () -> {
            assertThatThrownBy(this::held).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> archives.preferences.get(noted.id())).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> archives.preferenceBook.withdraw(noted.id()))
                    .isInstanceOf(Problem.class);
            assertThatThrownBy(() -> archives.likes(customer, "size", "M")).isInstanceOf(Problem.class);
        });
        assertThat(values()).containsExactly("size=L");
    }

    @Test
    @DisplayName("ARC-07: the kinds are ready for four trades in both languages, may be renamed, retired and added to")
    void arc07_keys() {
        var code = "tea-" + archives.ids.next().substring(30);
        assertThat(archives.preferenceKeys.list())
                .extracting(PreferenceKey::trade)
                .contains("hotel", "catering", "parcel", "retail", "behaviour");
        assertThat(archives.preferenceKeys.list())
                .allSatisfy(key -> assertThat(key.titleZh()).isNotEqualTo(key.titleEn()));

        var added = archives.preferenceKeys.add(new PreferenceKeyDraft(code, "茶", "Tea"));
        assertThatThrownBy(() -> archives.preferenceKeys.add(new PreferenceKeyDraft(code, "茶", "Tea")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("preference-key-taken"));
        assertThatThrownBy(() -> archives.preferenceKeys.add(new PreferenceKeyDraft("pillow", "枕", "Pillow")))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> archives.preferenceKeys.add(new PreferenceKeyDraft("Not This", "", null)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactlyInAnyOrder("/code", "/titleZh", "/titleEn"));

        archives.likes(customer, code, "green");
        archives.preferenceKeys.change(code, added.version(), FakePatch.of("retired", true));
        assertThatThrownBy(() -> archives.likes(customer, code, "black")).isInstanceOf(Problem.class);
        assertThat(values()).containsExactly(code + "=green");
        assertThatThrownBy(() -> archives.preferenceKeys.change(code, added.version(), FakePatch.of("titleEn", "x")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
    }

    @Test
    @DisplayName("ARC-07: a ready kind is changed from version 0, once")
    void arc07_readyKeys() {
        archives.preferenceKeys.change("shelf", 0, FakePatch.of("titleEn", "Rack"));

        assertThat(archives.preferenceKeys.list())
                .filteredOn(key -> key.code().equals("shelf"))
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.titleEn()).isEqualTo("Rack");
                    assertThat(key.titleZh()).isEqualTo("货架");
                    assertThat(key.trade()).isEqualTo("parcel");
                    assertThat(key.version()).isEqualTo(1);
                });
        assertThatThrownBy(() -> archives.preferenceKeys.change("shelf", 0, FakePatch.of("titleEn", "x")))
                .isInstanceOf(Problem.class);
        archives.preferenceKeys.change("shelf", 1, FakePatch.of("titleEn", "Shelf"));
        assertThatThrownBy(() -> archives.preferenceKeys.change("no-such", 0, FakePatch.of("titleEn", "x")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
    }

    private List<Preference> held() {
        return archives.preferences.of(customer, Locale.ENGLISH);
    }

    private List<String> values() {
        return held().stream()
                .map(preference -> preference.key() + "=" + preference.value())
                .toList();
    }

    private void three(String category) {
        IntStream.range(0, 3).forEach(i -> buy("2026-02-0" + (i + 1) + "T03:30:00Z", null, category, "30"));
    }

    private void buy(String at, String store, String category, String price) {
        archives.purchaseBook.complete(new PurchaseDraft(
                customer.value(),
                store,
                "STORE",
                Instant.parse(at).toString(),
                "CNY",
                List.of(new PurchaseDraft.Line(
                        "S",
                        "Thing",
                        category,
                        "1",
                        Archives.yuan(new BigDecimal(price).toPlainString()),
                        null,
                        null,
                        null)),
                null,
                null));
    }
}
