package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.archives.internal.QualityLine.Standing;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.MemberState;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.event.Event;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class QualityTest {

    private static final List<String> FIELDS = List.of("name", "phone", "email", "address", "birth");

    private final DatabaseKind kind;
    private final Archives archives;
    private CustomerId customer = new CustomerId("00000000-0000-7000-8000-000000000001");

    QualityTest(DatabaseKind kind) {
        this.kind = kind;
        archives = new Archives(kind);
    }

    @BeforeEach
    void open() {
        customer = archives.customers.add();
    }

    @AfterEach
    void close() {
        archives.close();
    }

    private Quality quality() {
        return archives.qualities.of(customer);
    }

    private void has(String field) {
        archives.states.valid(customer, field, archives.clock.instant());
    }

    private void confirm(String field) {
        archives.confirmations.confirm(new ConfirmationDraft(customer.value(), field));
    }

    private Problem refused(Runnable action) {
        return catchThrowableOfType(Problem.class, action::run);
    }

    private List<Quality> worst() {
        return archives.qualities.worst(null, null, PageRequest.first(200)).items();
    }

    @Test
    @DisplayName("ARC-11: completeness is the weight of what is filled and valid out of all weights, in exact decimals")
    void formula() {
        has("name");
        has("phone");
        archives.states.put(customer, "email", new MemberState(false, archives.clock.instant(), "p-1"));

        // name 3 + phone 3 of name 3 + phone 3 + email 2 + address 2 + birth 1
        assertThat(quality().completeness()).isEqualByComparingTo("54.545455");
        assertThat(quality().fields())
                .filteredOn(line -> line.standing() != Standing.VALID)
                .extracting(QualityLine::field, QualityLine::standing)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("email", Standing.INVALID),
                        org.assertj.core.groups.Tuple.tuple("address", Standing.MISSING),
                        org.assertj.core.groups.Tuple.tuple("birth", Standing.MISSING));
    }

    @Test
    @DisplayName("ARC-11: without weights there is no figure, and the customer is in no list of the worst")
    void nothingCounts() {
        for (var rule : archives.qualityRules.list()) {
            archives.qualityRules.change(rule.field(), rule.version(), FakePatch.of("weight", "0"));
        }
        archives.qualityIndex.renew(customer);
        assertThat(quality().completeness()).isNull();
        assertThat(worst()).isEmpty();
    }

    @Test
    @DisplayName("ARC-10: freshness is the share of values with a policy that were confirmed within their age")
    void freshness() {
        assertThat(quality().freshness()).isNull();
        has("phone");
        has("address");
        has("name");
        assertThat(quality().freshness()).isEqualByComparingTo("100");

        archives.clock.advance(Duration.ofDays(365));
        assertThat(quality().freshness()).isEqualByComparingTo("50");
        archives.clock.advance(Duration.ofDays(365));
        assertThat(quality().freshness()).isEqualByComparingTo("0");

        confirm("phone");
        assertThat(quality().freshness()).isEqualByComparingTo("50");
    }

    @Test
    @DisplayName("ARC-10: a confirmation starts the age anew and changes no value")
    void confirmation() {
        has("phone");
        var before = archives.states.of(customer);
        archives.clock.advance(Duration.ofDays(400));

        confirm("phone");

        assertThat(archives.states.of(customer)).isEqualTo(before);
        assertThat(archives.customers.filled()).isEmpty();
        assertThat(quality().fields())
                .filteredOn(line -> line.field().equals("phone"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.stale()).isFalse();
                    assertThat(line.since()).isEqualTo(archives.clock.instant());
                    assertThat(line.staleAt())
                            .isEqualTo(archives.clock.instant().plus(Duration.ofDays(365)));
                });
        assertThat(archives.audit.actions()).contains("value.confirmed");
        assertThat(archives.journal.events()).extracting(Event::type).contains("archives.value.confirmed");
    }

    @Test
    @DisplayName("ARC-10: what is empty, wrong, unknown or hidden is not confirmed")
    void refusals() {
        assertThat(refused(() -> confirm("phone")).code()).isEqualTo("value-missing");
        archives.states.put(customer, "phone", new MemberState(false, archives.clock.instant(), "p-1"));
        assertThat(refused(() -> confirm("phone")).code()).isEqualTo("value-invalid");
        assertThat(refused(() -> confirm("shoe-size")).kind()).isEqualTo(ProblemKind.INVALID);
        has("birth");
        archives.fields.limit("core:customer", "birth", FieldAccess.MASK);
        assertThat(refused(() -> confirm("birth")).kind()).isEqualTo(ProblemKind.FORBIDDEN);
        archives.customers.erase(customer);
        assertThat(refused(() -> confirm("name")).kind()).isIn(ProblemKind.CONFLICT, ProblemKind.NOT_FOUND);
        assertThat(archives.audit.actions()).doesNotContain("value.confirmed");
    }

    @Test
    @DisplayName("ARC-10: a confirmation of another number than the one in use says nothing")
    void anotherNumber() {
        archives.states.put(customer, "phone", new MemberState(true, archives.clock.instant(), "p-1"));
        archives.clock.advance(Duration.ofDays(400));
        confirm("phone");
        assertThat(quality().freshness()).isEqualByComparingTo("100");

        archives.states.put(
                customer,
                "phone",
                new MemberState(true, archives.clock.instant().minus(Duration.ofDays(400)), "p-2"));
        assertThat(quality().freshness()).isEqualByComparingTo("0");
    }

    @Test
    @DisplayName("ARC-10: what was confirmed of an absorbed customer does not confirm the survivor's own value")
    void merged() {
        var absorbed = archives.customers.add();
        archives.states.valid(absorbed, "birth", archives.clock.instant());
        archives.states.valid(customer, "birth", archives.clock.instant());
        archives.qualityRules.change("birth", 0, FakePatch.of("maxAgeDays", 30));
        archives.clock.advance(Duration.ofDays(40));
        archives.confirmations.confirm(new ConfirmationDraft(absorbed.value(), "birth"));

        archives.customers.merge(customer, absorbed);
        archives.database
                .transactions()
                .run(() -> archives.data.merge(new CustomerMerge(archives.ids.next(), customer, absorbed)));

        assertThat(quality().freshness()).isEqualByComparingTo("0");
    }

    @Test
    @DisplayName("ARC-11: a field that is hidden from somebody is neither named to him nor counted for him")
    void hidden() {
        has("name");
        archives.qualityIndex.renew(customer);
        archives.fields.limit("core:customer", "contactPoints", FieldAccess.HIDE);

        // name 3 of name 3 + birth 1
        assertThat(quality().completeness()).isEqualByComparingTo("75");
        assertThat(quality().fields()).extracting(QualityLine::field).containsExactly("name", "birth");
        assertThat(worst()).singleElement().satisfies(row -> {
            assertThat(row.completeness()).isEqualByComparingTo("75");
            assertThat(row.fields()).extracting(QualityLine::field).containsExactlyInAnyOrder("name", "birth");
        });
    }

    @Test
    @DisplayName("ARC-11: the worst come first, by owner and by store, and nobody sees those of another")
    void listOfTheWorst() {
        var store = archives.company.open("North");
        var mine = new UserId(archives.ids.next());
        var good = archives.customers.add(mine, store);
        var bad = archives.customers.add(mine, null);
        FIELDS.forEach(field -> archives.states.valid(good, field, archives.clock.instant()));
        archives.states.valid(bad, "birth", archives.clock.instant());
        List.of(customer, good, bad).forEach(archives.qualityIndex::renew);

        assertThat(worst()).extracting(Quality::customerId).containsExactly(customer, bad, good);
        assertThat(archives.qualities.worst(mine, null, PageRequest.first(10)).items())
                .extracting(Quality::customerId)
                .containsExactly(bad, good);
        assertThat(archives.qualities.worst(null, store, PageRequest.first(10)).items())
                .extracting(Quality::customerId)
                .containsExactly(good);
        var first = archives.qualities.worst(null, null, PageRequest.first(1));
        assertThat(archives.qualities
                        .worst(null, null, new PageRequest(1, first.next()))
                        .items())
                .extracting(Quality::customerId)
                .containsExactly(bad);
        var clerk = archives.user("Clerk", Archives.stores(store));
        assertThat(archives.access.as(clerk, this::worst))
                .extracting(Quality::customerId)
                .containsExactly(good);
    }

    @Test
    @DisplayName("ARC-11: the list is the computation, whatever was changed, confirmed, merged, separated or erased")
    void listEqualsComputation() {
        var random = new Random(11);
        var all = new ArrayList<CustomerId>(List.of(customer));
        for (int i = 0; i < 11; i++) {
            all.add(archives.customers.add());
        }
        var merges = new ArrayList<CustomerMerge>();
        archives.qualityUpkeep.run();
        for (int step = 0; step < 150; step++) {
            act(random, all, merges);
            if (step % 30 == 29) {
                archives.deliver();
                isTheComputation(all);
            }
        }
        archives.deliver();
        isTheComputation(all);

        archives.qualityRules.change("birth", 0, FakePatch.of("weight", "2.5").with("maxAgeDays", 10));
        archives.qualityUpkeep.run();
        isTheComputation(all);
    }

    @Test
    @DisplayName("ARC-11: customers who are new are on the list after the next upkeep, however many come at once")
    void newCustomersAreLookedAtTogether() {
        archives.qualityUpkeep.run();
        var all = new ArrayList<CustomerId>(List.of(customer));
        for (int i = 0; i < 120; i++) {
            var one = archives.customers.add();
            all.add(one);
            tell("core.customer.created", one, Map.of());
            tell("core.customer.created", one, Map.of());
        }
        assertThat(worst()).hasSize(1);

        archives.qualityUpkeep.run();

        isTheComputation(all);
    }

    private void act(Random random, List<CustomerId> all, List<CustomerMerge> merges) {
        var one = all.get(random.nextInt(all.size()));
        var other = all.get(random.nextInt(all.size()));
        var field = FIELDS.get(random.nextInt(FIELDS.size()));
        archives.clock.advance(Duration.ofDays(random.nextInt(90)));
        var open = archives.customers
                .find(one)
                .filter(found ->
                        found.id().equals(one) && found.status() == org.kithwork.customer.CustomerStatus.ACTIVE);
        if (open.isEmpty()) {
            return;
        }
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> archives.states.valid(one, field, archives.clock.instant());
            case 3 -> archives.states.clear(one, field);
            case 4 -> archives.states.put(one, field, new MemberState(false, archives.clock.instant(), null));
            case 5 -> {
                var state = archives.states.of(one).get(field);
                if (state != null && state.valid()) {
                    archives.confirmations.confirm(new ConfirmationDraft(one.value(), field));
                }
            }
            case 6 -> {
                if (!one.equals(other)
                        && archives.customers.resolve(other).equals(other)
                        && merges.stream().noneMatch(merge -> merge.survivor().equals(other))) {
                    var merge = new CustomerMerge(archives.ids.next(), one, other);
                    archives.customers.merge(one, other);
                    archives.database.transactions().run(() -> archives.data.merge(merge));
                    merges.add(merge);
                    tell("core.customer.merged", one, Map.of("absorbed", other.value()));
                }
            }
            default -> {
                if (!merges.isEmpty()) {
                    var merge = merges.remove(merges.size() - 1);
                    archives.customers.separate(merge.absorbed());
                    archives.database.transactions().run(() -> archives.data.undo(merge));
                    tell(
                            "core.customer.separated",
                            merge.survivor(),
                            Map.of("absorbed", merge.absorbed().value()));
                }
            }
        }
        tell("core.customer.changed", one, Map.of());
    }

    private void tell(String type, CustomerId of, Map<String, Object> data) {
        archives.database
                .transactions()
                .run(() -> archives.qualityHandler.handle(
                        new Event(archives.ids.next(), type, of, of.value(), archives.clock.instant(), data)));
    }

    private void isTheComputation(List<CustomerId> all) {
        var listed = new ArrayList<CustomerId>();
        BigDecimal before = BigDecimal.ZERO;
        for (var row : worst()) {
            listed.add(row.customerId());
            var computed = archives.qualities.of(row.customerId());
            assertThat(row.completeness()).isEqualTo(computed.completeness());
            assertThat(row.freshness()).isEqualTo(computed.freshness());
            assertThat(row.completeness()).isBetween(before, new BigDecimal(100));
            before = row.completeness();
        }
        assertThat(listed)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .filter(id -> archives.customers.resolve(id).equals(id))
                        .toList());
    }

    @Test
    @DisplayName("ARC-11: whatever the weights and the states, a figure is from 0 to 100 per cent or none")
    void alwaysBetween() {
        var random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            var lines = new ArrayList<QualityLine>();
            int count = random.nextInt(8);
            for (int i = 0; i < count; i++) {
                var standing = Standing.values()[random.nextInt(3)];
                var weight = new BigDecimal(random.nextInt(1_000_001)).movePointLeft(3);
                var stale = standing == Standing.MISSING || random.nextBoolean() ? null : archives.clock.instant();
                lines.add(new QualityLine("f" + i, standing, weight, null, stale, random.nextBoolean(), null));
            }
            for (var figure : List.of(QualityFigures.completeness(lines), QualityFigures.freshness(lines))) {
                figure.ifPresent(percent -> assertThat(percent).isBetween(BigDecimal.ZERO, new BigDecimal(100)));
            }
            var none = lines.stream().allMatch(line -> line.weight().signum() == 0);
            assertThat(QualityFigures.completeness(lines).isEmpty()).isEqualTo(none);
        }
    }

    @Test
    @DisplayName("ARC-11: rules are changed by version, within their limits, by those who may")
    void rules() {
        var changed = archives.qualityRules.change(
                "wechat",
                0,
                FakePatch.of("weight", "0.5").with("maxAgeDays", 90).with("check", "问 😀 一声"));
        assertThat(changed.weight()).isEqualByComparingTo("0.5");
        assertThat(archives.qualityRules.list())
                .filteredOn(rule -> rule.field().equals("wechat"))
                .containsExactly(changed);
        assertThat(refused(() -> archives.qualityRules.change("wechat", 0, FakePatch.of("weight", "1")))
                        .kind())
                .isEqualTo(ProblemKind.STALE);
        var never = archives.qualityRules.change("wechat", 1, FakePatch.of("maxAgeDays", null));
        assertThat(never.maxAgeDays()).isNull();
        assertThat(refused(() -> archives.qualityRules.change(
                                "wechat",
                                2,
                                FakePatch.of("weight", "-1")
                                        .with("maxAgeDays", 0)
                                        .with("reviewOn", "soon")))
                        .faults())
                .extracting("pointer")
                .containsExactlyInAnyOrder("/weight", "/maxAgeDays", "/reviewOn");
        assertThat(refused(() -> archives.qualityRules.change("shoe-size", 0, FakePatch.of("weight", "1")))
                        .kind())
                .isEqualTo(ProblemKind.NOT_FOUND);
        var nobody = archives.user("Nobody", Archives.stores());
        assertThat(refused(() -> archives.access.run(
                                nobody, () -> archives.qualityRules.change("wechat", 2, FakePatch.of("weight", "1"))))
                        .kind())
                .isEqualTo(ProblemKind.FORBIDDEN);
    }

    @Test
    @DisplayName("ARC-11: on Derby a page of the worst is read from an index that has its order")
    void derbyReadsTheIndex() {
        if (kind != DatabaseKind.DERBY) {
            return;
        }
        archives.qualityIndex.renew(customer);
        for (var index : List.of("sort", "owner", "store")) {
            var plan = DerbyPlan.of(
                    archives.database,
                    () -> archives.qualityStore.worst(
                            index.equals("owner") ? "nobody" : null,
                            index.equals("store") ? "nowhere" : null,
                            Archives.stores(archives.company.open(index)),
                            PageRequest.first(10)));
            assertThat(plan)
                    .contains("ARCHIVES_QUALITY_" + index.toUpperCase(java.util.Locale.ROOT))
                    .doesNotContain("Sort ResultSet");
        }
    }
}
