package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.funnel.internal.attainment.Attained;
import org.kithwork.funnel.internal.attainment.Target.Level;
import org.kithwork.funnel.internal.attainment.Targets;
import org.kithwork.funnel.internal.opportunity.Credits;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.opportunity.SaleReturns;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class TargetTest {

    private static final Actor ME = FakeAccess.SOMEBODY;

    private final DatabaseKind kind;
    private Funnel funnel;

    TargetTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        funnel = new Funnel(kind);
    }

    @AfterEach
    void close() {
        funnel.close();
    }

    private Opportunity made(String amount) {
        return funnel.book.create(Funnel.draft(funnel.customers.add(), amount));
    }

    private Opportunity won(String amount) {
        return funnel.move(made(amount), "Purchase");
    }

    private void on(String day) {
        funnel.clock.set(Instant.parse(day + "T01:00:00Z"));
    }

    private void divide(Opportunity one, String... usersAndPercents) {
        var items = new ArrayList<Credits.Item>();
        for (int i = 0; i < usersAndPercents.length; i += 2) {
            items.add(new Credits.Item(usersAndPercents[i], usersAndPercents[i + 1]));
        }
        funnel.credits.put(one.id(), new Credits.Draft(items));
    }

    private List<String> credits(OpportunityId id) {
        return funnel.credits.of(id).stream()
                .map(credit -> credit.name() + " " + credit.percent())
                .toList();
    }

    private void back(Opportunity one, String amount, String day) {
        funnel.returns.add(one.id(), new SaleReturns.Draft(new MoneyDraft(amount, null), day, null));
    }

    private void target(Level level, String subject, String month, String amount) {
        funnel.targets.put(level.name(), subject, month, new Targets.Draft(new MoneyDraft(amount, null)));
    }

    private Attained attained(String subject, String month) {
        return funnel.targets.attained(month).stream()
                .filter(one -> one.target().subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static Problem problem(ThrowingCallable action) {
        var caught = new Problem[1];
        assertThatThrownBy(action).isInstanceOfSatisfying(Problem.class, problem -> caught[0] = problem);
        return caught[0];
    }

    private static List<String> pointers(ThrowingCallable action) {
        return problem(action).faults().stream().map(Fault::pointer).toList();
    }

    private static Money yuan(String amount) {
        return Money.of(amount, "CNY");
    }

    @Test
    @DisplayName("FUN-10: a win of which nobody said whose it is is its owner's, whoever has it later")
    void aWinIsItsOwners() {
        var mate = funnel.users.employ("Mate");
        var one = won("100");
        assertThat(credits(one.id())).containsExactly("Somebody 100.00");

        funnel.book.change(one.id(), one.version(), FakePatch.of("ownerId", mate.id()));

        assertThat(credits(one.id())).containsExactly("Somebody 100.00");
        assertThat(credits(made("1").id())).isEmpty();
    }

    @Test
    @DisplayName("FUN-10: what is imported as won is its owner's as well")
    void importedWins() {
        var mate = funnel.users.employ("Mate");
        var row = new ImportRow(
                1,
                Map.of(
                        "customer", funnel.customers.add().value(),
                        "title", "Tea",
                        "stage", "Purchase",
                        "amount", "40",
                        "owner", "Mate"),
                null);
        var options = new ImportOptions(
                "import", "crm", null, OnDuplicate.SKIP, ZoneId.of("UTC"), "US", false, Map.of("currency", "CNY"));
        var made = new String[1];
        funnel.database
                .transactions()
                .run(() -> made[0] = Objects.requireNonNull(
                        funnel.imports.apply(row, options).targetId()));
        target(Level.USER, mate.id(), "2026-03", "80");

        assertThat(credits(new OpportunityId(made[0]))).containsExactly("Mate 100.00");
        assertThat(attained(mate.id(), "2026-03").share()).isEqualByComparingTo("0.5");
    }

    @Test
    @DisplayName("FUN-10: what is opened again is his who wins it then, unless somebody has divided it")
    void openedAgain() {
        var mate = funnel.users.employ("Mate");
        var one = funnel.move(won("100"), "Consideration", "a mistake");
        assertThat(credits(one.id())).isEmpty();
        one = funnel.book.change(one.id(), one.version(), FakePatch.of("ownerId", mate.id()));
        one = funnel.move(one, "Purchase");
        assertThat(credits(one.id())).containsExactly("Mate 100.00");

        divide(one, mate.id(), "70", ME.id(), "30");
        one = funnel.move(one, "Consideration", "a mistake");
        one = funnel.move(one, "Purchase");

        assertThat(credits(one.id())).containsExactlyInAnyOrder("Mate 70.00", "Somebody 30.00");
        // To have divided it is a change of it.
        assertThat(funnel.opportunities.get(one.id()).version()).isGreaterThan(4);
    }

    @Test
    @DisplayName("FUN-10: credits sum to a hundred exactly and are those of users who are there, each once")
    void creditsSumToAHundred() {
        var one = made("100");
        var gone = funnel.users.employ("Gone");
        var mate = funnel.users.employ("Mate");

        assertThat(pointers(() -> divide(one, ME.id(), "66.66", mate.id(), "33.33")))
                .containsExactly("/items");
        assertThat(pointers(() -> divide(one))).containsExactly("/items");
        assertThat(pointers(() -> divide(one, ME.id(), "50", ME.id(), "50"))).containsExactly("/items/1/userId");
        assertThat(pointers(() -> divide(one, ME.id(), "150", mate.id(), "-50")))
                .containsExactly("/items/0/percent", "/items/1/percent");
        assertThat(pointers(() -> divide(one, ME.id(), "33.333", mate.id(), "66.667")))
                .containsExactly("/items/0/percent", "/items/1/percent");
        divide(one, ME.id(), "66.67", gone.id(), "33.33");
        funnel.users.leave(gone);
        divide(one, ME.id(), "50", gone.id(), "50");
        assertThat(pointers(() -> divide(made("1"), gone.id(), "100"))).containsExactly("/items/0/userId");
        assertThat(credits(one.id())).containsExactlyInAnyOrder("Somebody 50.00", "Gone 50.00");
    }

    @Test
    @DisplayName(
            "FUN-10: who may not give opportunities to others may not divide them, and out of scope nothing is told")
    void rightsOfCredits() {
        var clerk = funnel.users.employ("韩梅梅");
        funnel.access.grant(
                clerk,
                Funnel.own(clerk),
                "core:customer:view",
                FunnelPermissions.VIEW_OPPORTUNITIES,
                FunnelPermissions.EDIT_OPPORTUNITIES);
        var one = won("100");

        funnel.access.run(clerk, () -> {
            assertThat(problem(() -> divide(one, clerk.id(), "100")).code()).isEqualTo("forbidden");
            assertThat(problem(() -> funnel.credits.of(one.id())).code()).isEqualTo("not-found");
            assertThat(problem(() -> funnel.returns.of(one.id())).code()).isEqualTo("not-found");
            assertThat(problem(() -> back(one, "1", null)).code()).isEqualTo("not-found");
        });
    }

    @Test
    @DisplayName("FUN-10: the shares of all users sum to what was won, to the cent, however it is divided and changed")
    void sharesSumToTheWhole() {
        var random = new Random(10);
        var people = new ArrayList<>(List.of(ME));
        for (int i = 0; i < 4; i++) {
            people.add(funnel.users.employ("Seller " + i));
        }
        people.forEach(person -> target(Level.USER, person.id(), "2026-03", "1000"));
        var returned = BigDecimal.ZERO;
        for (int i = 0; i < 25; i++) {
            var cents = i == 0 ? 1 : 1 + random.nextInt(100_000);
            var one = won(BigDecimal.valueOf(cents, 2).toPlainString());
            var left = 10_000;
            var some = new ArrayList<String>();
            var many = 1 + random.nextInt(people.size());
            for (int j = 0; j < many; j++) {
                var part = j == many - 1 ? left : 1 + random.nextInt(left - (many - j - 1));
                left -= part;
                some.add(people.get(j).id());
                some.add(BigDecimal.valueOf(part, 2).toPlainString());
            }
            divide(one, some.toArray(String[]::new));
            if (i % 5 == 1) {
                var now = funnel.opportunities.get(one.id());
                funnel.book.change(now.id(), now.version(), FakePatch.of("amount", new MoneyDraft("0.05", "CNY")));
            }
            if (i % 5 == 2) {
                back(one, "0.01", null);
                returned = returned.add(new BigDecimal("0.01"));
            }
            var shares = funnel.targets.attained(null).stream()
                    .map(target -> Objects.requireNonNull(target.net()).amount())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            var whole = funnel.reports.decisions(ReportFilter.ALL).wonValue();
            assertThat(whole).isNotNull();
            assertThat(shares).isEqualByComparingTo(whole.amount().subtract(returned));
        }
    }

    @Test
    @DisplayName("FUN-10: 0.01 among three is one cent, and 100.00 by 33.33, 33.33 and 33.34 is what it says")
    void smallShares() {
        var first = funnel.users.employ("First");
        var second = funnel.users.employ("Second");
        List.of(ME, first, second).forEach(person -> target(Level.USER, person.id(), "2026-03", "100"));
        divide(won("0.01"), ME.id(), "33.33", first.id(), "33.33", second.id(), "33.34");
        assertThat(funnel.targets.attained(null))
                .extracting(one -> Objects.requireNonNull(one.net()).toString())
                .containsExactlyInAnyOrder("0.00 CNY", "0.00 CNY", "0.01 CNY");

        divide(won("100"), ME.id(), "33.33", first.id(), "33.33", second.id(), "33.34");

        assertThat(attained(first.id(), "2026-03").net()).isEqualTo(yuan("33.33"));
        assertThat(attained(second.id(), "2026-03").net()).isEqualTo(yuan("33.35"));
    }

    @Test
    @DisplayName("FUN-10: what came back takes from the month in which it came back, and from none before")
    void returnsCountInTheirMonth() {
        target(Level.USER, ME.id(), "2026-03", "1000");
        target(Level.USER, ME.id(), "2026-04", "200");
        on("2026-03-10");
        var one = won("400");
        funnel.rates.put("USD", new BigDecimal("7.1"));
        funnel.move(
                funnel.book.create(Funnel.draft(funnel.customers.add(), new MoneyDraft("10", "USD"), null)),
                "Purchase");
        on("2026-03-15");
        var now = attained(ME.id(), "2026-03");
        assertThat(now.net()).isEqualTo(yuan("471.00"));
        assertThat(now.share()).isEqualByComparingTo("0.471");
        // 15 of 31 days
        assertThat(now.expected()).isEqualByComparingTo("0.483870968");
        assertThat(now.name()).isEqualTo("Somebody");
        assertThat(attained(ME.id(), "2026-04").expected()).isEqualByComparingTo("0");

        on("2026-04-02");
        won("50");
        back(one, "100", "2026-04-01");

        assertThat(attained(ME.id(), "2026-03").net()).isEqualTo(yuan("471.00"));
        assertThat(attained(ME.id(), "2026-03").expected()).isEqualByComparingTo("1");
        assertThat(attained(ME.id(), "2026-04").net()).isEqualTo(yuan("-50.00"));
        assertThat(attained(ME.id(), "2026-04").share()).isEqualByComparingTo("-0.25");
        // A win that is taken back takes its returns along.
        funnel.move(one, "Consideration", "a mistake");
        assertThat(attained(ME.id(), "2026-03").net()).isEqualTo(yuan("71.00"));
        assertThat(attained(ME.id(), "2026-04").net()).isEqualTo(yuan("50.00"));
    }

    @Test
    @DisplayName("FUN-10: a target in another currency is attained in it, and what has no rate is told")
    void currencies() {
        funnel.targets.put("USER", ME.id(), "2026-03", new Targets.Draft(new MoneyDraft("100", "USD")));
        won("71");
        funnel.move(
                funnel.book.create(Funnel.draft(funnel.customers.add(), new MoneyDraft("50", "USD"), null)),
                "Purchase");

        var one = attained(ME.id(), "2026-03");

        assertThat(one.net()).isEqualTo(Money.of("50.00", "USD"));
        assertThat(one.share()).isEqualByComparingTo("0.5");
        assertThat(one.withoutRate())
                .extracting(currency -> currency.getCurrencyCode())
                .containsExactly("CNY");
    }

    @Test
    @DisplayName("FUN-10: only of what was won something comes back, and never more than it was worth")
    void returnsHaveBounds() {
        on("2026-03-10");
        var one = won("100");
        assertThat(problem(() -> back(made("100"), "1", null)).code()).isEqualTo("return-not-won");
        assertThat(pointers(() -> back(one, "100.01", null))).containsExactly("/amount/amount");
        assertThat(pointers(() -> back(one, "0", null))).containsExactly("/amount/amount");
        assertThat(pointers(() -> back(one, "1", "2026-03-09"))).containsExactly("/returnedOn");
        assertThat(pointers(() -> back(one, "1", "2026-03-11"))).containsExactly("/returnedOn");
        back(one, "60", null);
        assertThat(pointers(() -> back(one, "40.01", null))).containsExactly("/amount/amount");
        back(one, "40", "2026-03-10");

        assertThat(funnel.returns.of(one.id()))
                .extracting(
                        back -> back.amount(),
                        back -> back.on().toString(),
                        back -> back.by().name())
                .containsExactly(
                        tuple(yuan("60.00"), "2026-03-10", "Somebody"), tuple(yuan("40.00"), "2026-03-10", "Somebody"));
        var now = funnel.opportunities.get(one.id());
        assertThat(problem(() -> funnel.book.change(
                                now.id(), now.version(), FakePatch.of("amount", new MoneyDraft("99", "CNY"))))
                        .code())
                .isEqualTo("amount-returned");
        assertThat(problem(() -> funnel.book.change(now.id(), now.version(), FakePatch.of("amount", null)))
                        .code())
                .isEqualTo("amount-returned");
        funnel.fields.limit("funnel:opportunity", "amount", FieldAccess.READ);
        assertThat(problem(() -> back(one, "1", null)).code()).isEqualTo("fields-forbidden");
        funnel.fields.limit("funnel:opportunity", "amount", FieldAccess.HIDE);
        assertThat(funnel.returns.of(one.id()).get(0).amount()).isNull();
    }

    @Test
    @DisplayName("FUN-10: a team has what its users have, also of teams below, and a store what is sold there")
    void teamsAndStores() {
        var above = funnel.company.team("East", null);
        var below = funnel.company.team("Shanghai", above);
        var first = funnel.users.employ("First");
        var second = funnel.users.employ("Second");
        funnel.company.joins(new UserId(first.id()), above).joins(new UserId(second.id()), below);
        var place = funnel.company.open("南京西路店");
        target(Level.TEAM, above.value(), "2026-03", "1000");
        target(Level.TEAM, below.value(), "2026-03", "1000");
        target(Level.STORE, place.value(), "2026-03", "1000");
        var one = won("100");
        one = funnel.book.change(one.id(), one.version(), FakePatch.of("storeId", place.value()));
        divide(one, first.id(), "50", second.id(), "20", ME.id(), "30");
        won("7");

        assertThat(attained(above.value(), "2026-03").net()).isEqualTo(yuan("70.00"));
        assertThat(attained(below.value(), "2026-03").net()).isEqualTo(yuan("20.00"));
        assertThat(attained(place.value(), "2026-03").net()).isEqualTo(yuan("100.00"));
        assertThat(funnel.targets.attained(null))
                .extracting(target -> target.name())
                .containsExactlyInAnyOrder("East", "Shanghai", "南京西路店");
    }

    @Test
    @DisplayName("FUN-10: a target is set and seen by whose right covers its user, all of its team, or its store")
    void scopes() {
        var team = funnel.company.team("Shanghai", null);
        var lead = funnel.users.employ("Lead");
        var mate = funnel.users.employ("Mate");
        var stranger = funnel.users.employ("Stranger");
        funnel.company
                .joins(new UserId(lead.id()), team)
                .joins(new UserId(mate.id()), team)
                .joins(new UserId(stranger.id()), funnel.company.team("Beijing", null));
        var empty = funnel.company.team("Nobody", null);
        var here = funnel.company.open("Here");
        var there = funnel.company.open("There");
        var scope = new Visibility(false, Set.of(lead.id(), mate.id()), Set.of(here.value()), Set.of());
        funnel.access.grant(lead, scope, FunnelPermissions.VIEW_TARGETS, FunnelPermissions.EDIT_TARGETS);
        target(Level.USER, stranger.id(), "2026-03", "1");
        target(Level.STORE, there.value(), "2026-03", "1");

        funnel.access.run(lead, () -> {
            target(Level.USER, mate.id(), "2026-03", "100");
            target(Level.TEAM, team.value(), "2026-03", "300");
            target(Level.STORE, here.value(), "2026-03", "500");
            for (var other : List.of(stranger.id(), mate.id() + "x")) {
                assertThat(problem(() -> target(Level.USER, other, "2026-03", "1"))
                                .code())
                        .isEqualTo("not-found");
            }
            assertThat(problem(() -> target(Level.STORE, there.value(), "2026-03", "1"))
                            .code())
                    .isEqualTo("not-found");
            assertThat(problem(() -> target(Level.TEAM, empty.value(), "2026-03", "1"))
                            .code())
                    .isEqualTo("not-found");
            assertThat(problem(() -> funnel.targets.remove("USER", stranger.id(), "2026-03"))
                            .code())
                    .isEqualTo("not-found");
            assertThat(funnel.targets.attained("2026-03"))
                    .extracting(one -> one.target().subject())
                    .containsExactlyInAnyOrder(mate.id(), team.value(), here.value());
        });
        funnel.company.joins(new UserId(stranger.id()), team);
        funnel.access.run(lead, () -> {
            assertThat(problem(() -> target(Level.TEAM, team.value(), "2026-03", "1"))
                            .code())
                    .isEqualTo("not-found");
            assertThat(funnel.targets.attained("2026-03"))
                    .extracting(one -> one.target().subject())
                    .containsExactlyInAnyOrder(mate.id(), here.value());
        });
        funnel.access.run(
                mate,
                () -> assertThat(problem(() -> funnel.targets.attained(null)).code())
                        .isEqualTo("forbidden"));
    }

    @Test
    @DisplayName("FUN-10: a target is changed, removed, and of nothing there is no share")
    void changedAndRemoved() {
        target(Level.USER, ME.id(), "2026-03", "100");
        target(Level.USER, ME.id(), "2026-03", "0");
        won("10");

        var one = attained(ME.id(), "2026-03");
        assertThat(one.target().amount()).isEqualTo(yuan("0.00"));
        assertThat(one.net()).isEqualTo(yuan("10.00"));
        assertThat(one.share()).isNull();
        assertThat(pointers(() -> target(Level.USER, ME.id(), "2026-13", "1"))).containsExactly("/month");
        assertThat(pointers(() -> target(Level.USER, ME.id(), "2026-03", "-1"))).containsExactly("/amount/amount");
        assertThat(pointers(() -> target(Level.USER, funnel.ids.next(), "2026-03", "1")))
                .containsExactly("/subject");

        funnel.targets.remove("USER", ME.id(), "2026-03");

        assertThat(funnel.targets.attained("2026-03")).isEmpty();
        assertThat(problem(() -> funnel.targets.remove("USER", ME.id(), "2026-03"))
                        .code())
                .isEqualTo("not-found");
    }

    @Test
    @DisplayName("FUN-10: where amounts are hidden nothing is told of what is attained")
    void hiddenAmounts() {
        target(Level.USER, ME.id(), "2026-03", "100");
        won("10");
        funnel.fields.limit("funnel:opportunity", "amount", FieldAccess.HIDE);

        var one = attained(ME.id(), "2026-03");

        assertThat(one.target().amount()).isEqualTo(yuan("100.00"));
        assertThat(one.net()).isNull();
        assertThat(one.share()).isNull();
    }
}
