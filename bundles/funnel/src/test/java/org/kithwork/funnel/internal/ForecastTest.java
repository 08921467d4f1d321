package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.funnel.internal.forecast.AccuracyReport;
import org.kithwork.funnel.internal.opportunity.ForecastCategory;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.store.Sql;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ForecastTest {

    private final DatabaseKind kind;
    private Funnel funnel;

    ForecastTest(DatabaseKind kind) {
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

    private Opportunity made(String amount, String closeOn, int probability) {
        return made(new MoneyDraft(amount, "CNY"), closeOn, probability);
    }

    private Opportunity made(MoneyDraft amount, String closeOn, int probability) {
        var one = funnel.book.create(Funnel.draft(funnel.customers.add(), amount, null));
        return changed(one, FakePatch.of("closeOn", closeOn).with("probability", probability));
    }

    private Opportunity changed(Opportunity one, FakePatch patch) {
        return funnel.book.change(one.id(), one.version(), patch);
    }

    /** In the morning of a day in Shanghai. */
    private void on(String day) {
        funnel.clock.set(Instant.parse(day + "T01:00:00Z"));
    }

    private void snapshot(String day) {
        on(day);
        funnel.forecastUpkeep.run();
    }

    private List<String> kept() {
        return funnel.database
                .jpa()
                .txExpr(
                        TransactionType.Required,
                        em -> Sql.select("f.snapshot_on, f.amount FROM funnel_forecast f")
                                .orderBy("f.snapshot_on, f.amount")
                                .rows(em)
                                .stream()
                                .map(row -> row[0] + " "
                                        + new BigDecimal(row[1].toString())
                                                .stripTrailingZeros()
                                                .toPlainString())
                                .toList());
    }

    private AccuracyReport accuracy(String from, String until) {
        return funnel.forecasts.accuracy(ReportFilter.ALL, from, until);
    }

    private static AccuracyReport.Line of(AccuracyReport report, Actor owner) {
        return report.owners().stream()
                .filter(line -> owner.id().equals(line.owner()))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Money yuan(String amount) {
        return Money.of(amount, "CNY");
    }

    @Test
    @DisplayName(
            "FUN-09: once a week, on Monday in the company's zone or later where nothing ran then, what is open is kept")
    void onceAWeek() {
        made("100", "2026-04-15", 50);
        made("70", "2026-05-15", 50);
        funnel.book.create(Funnel.draft(funnel.customers.add(), (String) null));
        funnel.move(made("30", "2026-03-15", 50), "Purchase");
        snapshot("2026-03-02");
        snapshot("2026-03-02");
        snapshot("2026-03-05");
        assertThat(kept()).containsExactly("2026-03-02 70", "2026-03-02 100");

        // Sunday in Shanghai, then Monday there and still Sunday elsewhere.
        funnel.clock.set(Instant.parse("2026-03-08T15:59:59Z"));
        funnel.forecastUpkeep.run();
        assertThat(kept()).hasSize(2);
        funnel.clock.set(Instant.parse("2026-03-08T16:00:00Z"));
        funnel.forecastUpkeep.run();
        assertThat(kept()).contains("2026-03-09 70", "2026-03-09 100").hasSize(4);

        snapshot("2026-03-18");
        snapshot("2026-03-19");
        assertThat(kept()).contains("2026-03-18 70", "2026-03-18 100").hasSize(6);
    }

    @Test
    @DisplayName("FUN-09: when two nodes keep the same week at once it is kept once")
    void twoNodes() throws Exception {
        for (int i = 1; i <= 20; i++) {
            made(Integer.toString(i), "2026-04-15", 50);
        }
        var pool = Executors.newFixedThreadPool(2);
        try {
            Callable<String> node = () -> {
                funnel.forecastUpkeep.run();
                return "ran";
            };
            for (var answer : pool.invokeAll(List.of(node, node))) {
                assertThat(answer.get()).isEqualTo("ran");
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(kept()).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("FUN-09: the past stays as it was when a deal changes, is given to somebody else, moves or is lost")
    void thePastStays() {
        var mate = funnel.users.employ("Mate");
        var one = made("100", "2026-04-15", 50);
        var other = made("200", "2026-04-20", 10);
        snapshot("2026-03-30");
        one = changed(
                one,
                FakePatch.of("amount", new MoneyDraft("999", "CNY"))
                        .with("ownerId", mate.id())
                        .with("closeOn", "2026-06-01")
                        .with("probability", 99)
                        .with("forecast", "OMITTED"));
        funnel.move(other, "Lost", "PRICE");
        on("2026-05-03");

        var report = accuracy("2026-04", "2026-04");

        var month = report.all().months().get(0);
        assertThat(month.snapshotOn()).hasToString("2026-03-30");
        assertThat(month.forecast()).isEqualTo(yuan("70.00"));
        assertThat(month.actual()).isEqualTo(yuan("0.00"));
        assertThat(report.all().wape()).isNull();
        assertThat(report.owners())
                .singleElement()
                .satisfies(line -> assertThat(line.owner()).isEqualTo(FakeAccess.SOMEBODY.id()));
        funnel.clock.set(Instant.parse("2026-04-20T01:00:00Z"));
        one = funnel.move(one, "Purchase");
        changed(one, FakePatch.of("ownerId", FakeAccess.SOMEBODY.id()));
        on("2026-05-04");
        var won = accuracy("2026-04", "2026-04");
        assertThat(of(won, FakeAccess.SOMEBODY).months().get(0).forecast()).isEqualTo(yuan("70.00"));
        assertThat(of(won, mate).months().get(0).actual()).isEqualTo(yuan("999.00"));
    }

    @Test
    @DisplayName("FUN-09: what the undoing of an import removes was never expected; the rest stays")
    void undoneImports() {
        made("100", "2026-04-15", 50);
        var row = new ImportRow(
                1,
                Map.of(
                        "title", "Tea",
                        "stage", "Awareness",
                        "amount", "40",
                        "closeOn", "2026-04-01",
                        "forecast", "Best case"),
                null);
        var options = new ImportOptions(
                "import", "crm", null, OnDuplicate.SKIP, ZoneId.of("UTC"), "US", false, Map.of("currency", "CNY"));
        var made = new String[1];
        funnel.database.transactions().run(() -> {
            var result = funnel.imports.apply(row, options);
            made[0] = Objects.requireNonNull(result.targetId());
        });
        assertThat(funnel.opportunities.get(new OpportunityId(made[0])).forecast())
                .isEqualTo(ForecastCategory.BEST_CASE);
        var until = funnel.clock.instant();
        snapshot("2026-03-09");
        assertThat(kept()).containsExactly("2026-03-09 40", "2026-03-09 100");

        funnel.database
                .transactions()
                .run(() -> assertThat(funnel.imports.undo(made[0], until)).isEmpty());

        assertThat(kept()).containsExactly("2026-03-09 100");
    }

    @Test
    @DisplayName("FUN-09: how far each owner was off: |100 − 80| and |100 − 130| of 200 are a quarter")
    void accuracyByHand() {
        var mate = funnel.users.employ("Mate");
        var march = made("100", "2026-03-20", 80);
        var april = made("100", "2026-04-20", 80);
        var lost = made("100", "2026-04-21", 50);
        var his = changed(made("50", "2026-04-22", 100), FakePatch.of("ownerId", mate.id()));
        // Of March there is a snapshot on its second day alone.
        snapshot("2026-03-02");
        var early = accuracy("2026-02", "2026-03");
        on("2026-03-20");
        funnel.move(march, "Purchase");
        on("2026-04-02");
        assertThat(early.all().months()).extracting(month -> month.month()).containsExactly("2026-02");
        assertThat(accuracy("2026-03", "2026-03").all().months().get(0).snapshotOn())
                .isNull();
        assertThat(accuracy("2026-03", "2026-03").all().wape()).isNull();

        var may = made("100", "2026-05-10", 80);
        var gone = made("60", "2026-05-11", 50);
        changed(gone, FakePatch.of("forecast", "OMITTED"));
        on("2026-04-20");
        funnel.move(april, "Purchase");
        funnel.move(lost, "Lost", "PRICE");
        snapshot("2026-04-27");
        on("2026-05-10");
        funnel.move(may, "Purchase");
        on("2026-06-02");

        var report = accuracy("2026-04", "2026-05");

        var mine = of(report, FakeAccess.SOMEBODY);
        assertThat(mine.months())
                .extracting(month -> month.forecast(), month -> month.actual())
                .containsExactly(tuple(yuan("130.00"), yuan("100.00")), tuple(yuan("80.00"), yuan("100.00")));
        assertThat(mine.wape()).isEqualByComparingTo("0.25");
        assertThat(mine.name()).isEqualTo("Somebody");
        // 50 expected of each month's beginning for April alone, and nothing came.
        assertThat(of(report, mate).months().get(0).forecast()).isEqualTo(yuan("50.00"));
        assertThat(of(report, mate).wape()).isNull();
        // |100 − 180| and |100 − 80| of 200
        assertThat(report.all().wape()).isEqualByComparingTo("0.5");
        assertThat(his.owner().id()).isEqualTo(mate.id());
        var byOwner = new ReportFilter(null, null, null, Set.of(new UserId(mate.id())), null, null);
        assertThat(funnel.forecasts.accuracy(byOwner, "2026-04", "2026-05").owners())
                .hasSize(1);
        assertThat(funnel.tables.of(report).toString()).contains("all,,2026-04,2026-03-02,CNY,180.00,100.00,0.5");
    }

    @Test
    @DisplayName("FUN-09: a forecast keeps the rate of its day, and tells which currency had none")
    void keepsTheRate() {
        funnel.rates.put("USD", new BigDecimal("7.1"));
        made(new MoneyDraft("10", "USD"), "2026-04-15", 50);
        made(new MoneyDraft("10", "EUR"), "2026-04-15", 50);
        snapshot("2026-03-30");
        funnel.rates.put("USD", new BigDecimal("8"));
        funnel.rates.put("EUR", new BigDecimal("9"));
        on("2026-05-04");

        var report = accuracy("2026-04", "2026-04");

        assertThat(report.all().months().get(0).forecast()).isEqualTo(yuan("35.50"));
        assertThat(report.withoutRate())
                .extracting(currency -> currency.getCurrencyCode())
                .containsExactly("EUR");
    }

    @Test
    @DisplayName("FUN-09: what is expected of a month, by category, and what is won in it already")
    void byCategory() {
        changed(made("100", "2026-03-15", 50), FakePatch.of("forecast", "COMMIT"));
        changed(made("40", "2026-03-31", 25), FakePatch.of("forecast", "COMMIT"));
        made("10", "2026-03-01", 10);
        made("1000", "2026-04-01", 10);
        made("7", "2026-07-01", 10);
        funnel.move(made("300", "2026-09-01", 50), "Purchase");

        var report = funnel.forecasts.forecast(ReportFilter.ALL, null, null);

        assertThat(report.months()).extracting(month -> month.month()).containsExactly("2026-03", "2026-04", "2026-05");
        var march = report.months().get(0);
        assertThat(march.won()).isEqualTo(1);
        assertThat(march.wonValue()).isEqualTo(yuan("300.00"));
        assertThat(march.open())
                .extracting(line -> line.forecast() + " " + line.count() + " " + line.sum() + " " + line.weighted())
                .containsExactly(
                        "PIPELINE 1 10.00 CNY 1.00 CNY",
                        "BEST_CASE 0 0.00 CNY 0.00 CNY",
                        "COMMIT 2 140.00 CNY 60.00 CNY",
                        "OMITTED 0 0.00 CNY 0.00 CNY");
        assertThat(report.months().get(1).open().get(0).sum()).isEqualTo(yuan("1000.00"));
        assertThat(funnel.tables.of(report).toString()).contains("2026-03,COMMIT,2,CNY,140.00,60.00");
        assertThatThrownBy(() -> funnel.forecasts.forecast(ReportFilter.ALL, "2026-3", null))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> funnel.forecasts.forecast(ReportFilter.ALL, "2026-01", "2028-01"))
                .isInstanceOf(Problem.class);
        assertThat(funnel.forecasts
                        .forecast(ReportFilter.ALL, "2026-01", "2027-12")
                        .months())
                .hasSize(24);
    }

    @Test
    @DisplayName("FUN-09: forecasts tell of what one may see, and give no sums where amounts are hidden")
    void scopeAndMasks() {
        var clerk = funnel.users.employ("韩梅梅");
        funnel.access.grant(
                clerk,
                Funnel.own(clerk),
                "core:customer:view",
                FunnelPermissions.VIEW_OPPORTUNITIES,
                FunnelPermissions.EDIT_OPPORTUNITIES);
        made("100", "2026-04-15", 50);
        changed(made("30", "2026-04-15", 50), FakePatch.of("ownerId", clerk.id()));
        snapshot("2026-03-30");
        on("2026-04-30");
        funnel.access.run(clerk, () -> {
            var april = funnel.forecasts
                    .forecast(ReportFilter.ALL, null, null)
                    .months()
                    .get(0);
            assertThat(april.open().get(0).sum()).isEqualTo(yuan("30.00"));
        });
        on("2026-05-04");
        funnel.access.run(clerk, () -> {
            var report = accuracy("2026-04", "2026-04");
            assertThat(report.all().months().get(0).forecast()).isEqualTo(yuan("15.00"));
            assertThat(report.owners()).hasSize(1);
        });

        funnel.fields.limit("funnel:opportunity", "amount", FieldAccess.HIDE);

        var hidden = accuracy("2026-04", "2026-04");
        assertThat(hidden.all().wape()).isNull();
        assertThat(hidden.all().months().get(0).forecast()).isNull();
        assertThat(hidden.all().months().get(0).actual()).isNull();
        var april = funnel.forecasts
                .forecast(ReportFilter.ALL, "2026-04", "2026-04")
                .months()
                .get(0);
        assertThat(april.open().get(0).count()).isEqualTo(2);
        assertThat(april.open().get(0).sum()).isNull();
        assertThat(april.open().get(0).weighted()).isNull();
        assertThat(april.wonValue()).isNull();
    }
}
