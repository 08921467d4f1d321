package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.pipeline.PipelineDraft.StageDraft;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.funnel.internal.report.WhatIfReport;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OddsTest {

    private final DatabaseKind kind;
    private Funnel funnel;

    OddsTest(DatabaseKind kind) {
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

    private Opportunity made(String amount, String stage, @Nullable String source) {
        var one = funnel.book.create(Funnel.draft(
                funnel.customers.add(),
                new MoneyDraft(amount, "CNY"),
                funnel.stage(stage).id().value()));
        return source == null ? one : funnel.book.change(one.id(), one.version(), FakePatch.of("source", source));
    }

    /** So many that were in a stage for so many days and were won or lost then. */
    private void decided(int count, String stage, @Nullable String source, int days, boolean won) {
        var some = new ArrayList<Opportunity>();
        for (int i = 0; i < count; i++) {
            some.add(made("10", stage, source));
        }
        funnel.clock.advance(Duration.ofDays(days));
        some.forEach(one -> decide(one, won));
    }

    private void decide(Opportunity one, boolean won) {
        funnel.move(one, won ? "Purchase" : "Lost", won ? null : "PRICE");
    }

    private void assume(String name, int probability) {
        var standard = funnel.standard();
        var stages = standard.stages().stream()
                .map(stage -> new StageDraft(
                        stage.id().value(),
                        stage.name(),
                        stage.kind().name(),
                        name.equals(stage.name().en())
                                ? Integer.valueOf(probability)
                                : Integer.valueOf(stage.probability()),
                        null,
                        null,
                        null))
                .toArray();
        funnel.pipelines.change(standard.id(), standard.version(), FakePatch.of("stages", stages));
    }

    private static Problem problem(ThrowingCallable action) {
        var caught = new Problem[1];
        assertThatThrownBy(action).isInstanceOfSatisfying(Problem.class, problem -> caught[0] = problem);
        return caught[0];
    }

    @Test
    @DisplayName("FUN-23: nine won of twenty like it, with 0.30 assumed, are 0.375, and the reasons say so")
    void nineOfTwenty() {
        assume("Consideration", 30);
        decided(9, "Consideration", "fair", 8, true);
        decided(11, "Consideration", "fair", 20, false);
        // Not as long, of another source, in another stage.
        decided(5, "Consideration", "fair", 6, true);
        decided(5, "Consideration", "web", 8, true);
        decided(5, "Consideration", null, 8, true);
        decided(5, "Awareness", "fair", 8, true);
        var one = made("100", "Consideration", "fair");
        one = funnel.book.change(one.id(), one.version(), FakePatch.of("probability", 90));
        funnel.oddsUpkeep.run();
        funnel.clock.advance(Duration.ofDays(7));

        var odds = funnel.chances.of(one.id());

        assertThat(odds.probability()).isEqualByComparingTo("0.375");
        assertThat(odds.assumed()).isEqualByComparingTo("0.30");
        assertThat(odds.won()).isEqualTo(9);
        assertThat(odds.closed()).isEqualTo(20);
        assertThat(odds.weight()).isEqualTo(20);
        assertThat(odds.source()).isEqualTo("fair");
        assertThat(odds.fromDays()).isEqualTo(7);
        assertThat(odds.reasons())
                .extracting(reason -> reason.code() + " " + reason.figures())
                .containsExactly(
                        "decided-of-source [9, 20, 7, fair]", "stage-assumes [30, 20]", "estimate-left-out [90]");
        assertThat(odds.reasons().get(0).text().en())
                .isEqualTo(
                        "Of 20 decided ones that came from “fair” and were in this stage for at least 7 days, 9 were won.");
        assertThat(odds.reasons().get(0).text().zh()).contains("fair", "20", "9");
    }

    @Test
    @DisplayName("FUN-23: the older it gets in its stage, the fewer are like it; of none what the stage assumes holds")
    void byAge() {
        decided(4, "Awareness", null, 13, true);
        decided(4, "Awareness", null, 14, false);
        var one = made("100", "Awareness", null);
        funnel.oddsUpkeep.run();

        // (4 + 20 · 0.1) / 28, / 28, (0 + 2) / 24
        assertThat(funnel.chances.of(one.id()).probability()).isEqualByComparingTo("0.214285714");
        funnel.clock.advance(Duration.ofDays(13));
        assertThat(funnel.chances.of(one.id()).fromDays()).isEqualTo(7);
        assertThat(funnel.chances.of(one.id()).closed()).isEqualTo(8);
        funnel.clock.advance(Duration.ofDays(1));
        assertThat(funnel.chances.of(one.id()).probability()).isEqualByComparingTo("0.083333333");
        assertThat(funnel.chances.of(one.id()).reasons().get(0).code()).isEqualTo("decided-without-source");
        funnel.clock.advance(Duration.ofDays(90));
        var old = funnel.chances.of(one.id());
        assertThat(old.fromDays()).isEqualTo(90);
        assertThat(old.probability()).isEqualByComparingTo("0.1");
        assertThat(old.reasons().get(0).code()).isEqualTo("nothing-decided");
    }

    @Test
    @DisplayName("FUN-23: it is counted once a day, and what an erasure has lost counts for nothing")
    void onceADay() {
        var one = made("100", "Awareness", null);
        funnel.oddsUpkeep.run();
        decided(3, "Awareness", null, 0, true);
        funnel.oddsUpkeep.run();
        assertThat(funnel.chances.of(one.id()).closed()).isZero();
        var erased = made("1", "Awareness", null);
        var customer = Objects.requireNonNull(erased.customerId());
        funnel.database
                .transactions()
                .run(() -> funnel.data.erase(
                        new CustomerErasure(funnel.ids.next(), customer, ErasureMode.ERASE, "person-1", "asked")));

        funnel.clock.advance(Duration.ofDays(1));
        funnel.oddsUpkeep.run();

        assertThat(funnel.chances.of(one.id()).closed()).isEqualTo(3);
        // Counted anew, not added up.
        funnel.clock.advance(Duration.ofDays(1));
        funnel.oddsUpkeep.run();
        assertThat(funnel.chances.of(one.id()).closed()).isEqualTo(3);
    }

    @Test
    @DisplayName("FUN-23: of a decided one, and of one out of scope, there is nothing to foresee")
    void nothingToForesee() {
        var one = made("100", "Awareness", null);
        var clerk = funnel.users.employ("韩梅梅");
        funnel.access.grant(clerk, Funnel.own(clerk), "core:customer:view", FunnelPermissions.VIEW_OPPORTUNITIES);
        funnel.access.run(
                clerk,
                () -> assertThat(problem(() -> funnel.chances.of(one.id())).code())
                        .isEqualTo("not-found"));
        decide(one, false);

        assertThat(problem(() -> funnel.chances.of(one.id())).code()).isEqualTo("odds-decided");
    }

    @Test
    @DisplayName(
            "FUN-23: a back-test learns from what was decided before its day alone and foresees what was open on it")
    void backTest() {
        decided(20, "Awareness", null, 1, true);
        var won = made("1", "Awareness", null);
        var lost = made("1", "Awareness", null);
        var stillOpen = made("1", "Awareness", null);
        funnel.clock.advance(Duration.ofHours(30));
        var day = LocalDate.ofInstant(funnel.clock.instant(), funnel.company.zone());
        // What came on the day and after it teaches nothing and changes nothing of where it was.
        var later = made("1", "Awareness", null);
        decided(30, "Awareness", null, 3, false);
        decide(funnel.move(won, "Consideration"), true);
        decide(lost, false);
        decide(later, false);

        var test = funnel.backTests.of(null, day);

        assertThat(test.all().count()).isEqualTo(2);
        // (20 + 20 · 0.1) / 40 = 0.55: (0.45² + 0.55²) / 2 and (0.9² + 0.1²) / 2
        assertThat(test.all().foreseen()).isEqualByComparingTo("0.55");
        assertThat(test.all().won()).isEqualByComparingTo("0.5");
        assertThat(test.all().learned()).isEqualByComparingTo("0.2525");
        assertThat(test.all().assumed()).isEqualByComparingTo("0.41");
        assertThat(test.tenths()).hasSize(10);
        assertThat(test.tenths().get(5).count()).isEqualTo(2);
        assertThat(test.tenths().stream().mapToLong(line -> line.count()).sum()).isEqualTo(2);
        assertThat(test.tenths().get(0).learned()).isNull();
        assertThat(funnel.opportunities.get(stillOpen.id()).wonAt()).isNull();
        assertThat(funnel.backTests.of(null, LocalDate.of(2020, 1, 1)).all().count())
                .isZero();
    }

    /** Of ten, eight, four and two came to the stages. */
    private void closedCohort() {
        decided(2, "Awareness", null, 0, false);
        decided(4, "Research and evaluation", null, 0, false);
        decided(2, "Consideration", null, 0, false);
        decided(2, "Consideration", null, 0, true);
    }

    @Test
    @DisplayName("FUN-24: ten points more at a stage are 50 more of 250, within the range that chance leaves")
    void whatIf() {
        closedCohort();
        made("1000", "Awareness", null);
        made("100", "Consideration", null);
        made("7", "Awareness", "elsewhere");
        funnel.book.create(Funnel.draft(funnel.customers.add(), new MoneyDraft("9", "EUR"), null));
        var stage = funnel.stage("Consideration").id();
        var all = funnel.whatIfs.of(ReportFilter.ALL, stage, 10);
        assertThat(all.withoutRate())
                .extracting(currency -> currency.getCurrencyCode())
                .containsExactly("EUR");
        // 1,007 · 0.2 + 100 · 0.5
        assertThat(range(all.now()).expected()).isEqualTo(Money.of("251.40", "CNY"));
        funnel.rates.put("EUR", BigDecimal.TEN);
        assertThat(range(funnel.whatIfs.of(ReportFilter.ALL, stage, 10).now()).expected())
                .isEqualTo(Money.of("269.40", "CNY"));
        // variance (1,000² + 7² + 90²) · 0.16 + 2,500
        assertThat(range(funnel.whatIfs.of(ReportFilter.ALL, stage, 10).now()).high())
                .isEqualTo(Money.of("935.12", "CNY"));
    }

    @Test
    @DisplayName("FUN-24: the range by hand: 250 and 300, at most 913.06 and 1,007.10, and never below nothing")
    void range() {
        closedCohort();
        made("1000", "Awareness", null);
        made("100", "Consideration", null);

        var report = funnel.whatIfs.of(
                ReportFilter.ALL, funnel.stage("Consideration").id(), 10);

        assertThat(report.decided()).isEqualTo(10);
        assertThat(report.conversion()).isEqualByComparingTo("0.5");
        assertThat(report.changed()).isEqualByComparingTo("0.6");
        // 1,000 · 0.8 · 0.5 · 0.5 + 100 · 0.5; variance 160,000 + 2,500
        assertThat(range(report.now()).expected()).isEqualTo(Money.of("250.00", "CNY"));
        assertThat(range(report.now()).high()).isEqualTo(Money.of("913.06", "CNY"));
        assertThat(range(report.now()).low()).isEqualTo(Money.of("0.00", "CNY"));
        // 1,000 · 0.24 + 100 · 0.6; variance 182,400 + 2,400
        assertThat(range(report.then()).expected()).isEqualTo(Money.of("300.00", "CNY"));
        assertThat(range(report.then()).high()).isEqualTo(Money.of("1007.10", "CNY"));
        assertThat(report.gain()).isEqualTo(Money.of("50.00", "CNY"));
        var most = funnel.whatIfs.of(ReportFilter.ALL, funnel.stage("Awareness").id(), 60);
        assertThat(most.changed()).isEqualByComparingTo("1");
    }

    private static WhatIfReport.Range range(WhatIfReport.@Nullable Range range) {
        return Objects.requireNonNull(range);
    }

    @Test
    @DisplayName(
            "FUN-24: it asks for an open stage and for points, needs decided ones, and tells no money that is hidden")
    void whatIfHasBounds() {
        var stage = funnel.stage("Consideration").id();
        made("100", "Consideration", null);
        assertThat(problem(() -> funnel.whatIfs.of(ReportFilter.ALL, stage, 10)).code())
                .isEqualTo("conversion-unknown");
        closedCohort();
        assertThat(problem(() -> funnel.whatIfs.of(ReportFilter.ALL, null, 101)).faults())
                .extracting(Fault::pointer)
                .containsExactly("/stage", "/points");
        assertThat(problem(() -> funnel.whatIfs.of(
                                ReportFilter.ALL, funnel.stage("Purchase").id(), 1))
                        .faults())
                .extracting(Fault::pointer)
                .containsExactly("/stage");
        funnel.fields.limit("funnel:opportunity", "amount", FieldAccess.HIDE);

        var hidden = funnel.whatIfs.of(ReportFilter.ALL, stage, 10);

        assertThat(hidden.changed()).isEqualByComparingTo("0.6");
        assertThat(hidden.now()).isNull();
        assertThat(hidden.then()).isNull();
        assertThat(hidden.gain()).isNull();
    }
}
