package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.core.internal.money.Currencies;
import org.kithwork.core.internal.money.MoneyFixture;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RateImportsTest {

    private static final Map<DatabaseKind, CustomerFixture> CUSTOMERS = new ConcurrentHashMap<>();

    private final CustomerFixture customers;
    private final MoneyFixture money;
    private ImportFixture node;

    RateImportsTest(DatabaseKind kind) {
        customers = CUSTOMERS.computeIfAbsent(kind, CustomerFixture::open);
        money = new MoneyFixture(customers.database, customers.access);
        node = new ImportFixture(customers, money.imports);
    }

    @BeforeEach
    void clear() {
        node.clear();
        money.close();
        customers.access.revoke(FakeAccess.SOMEBODY);
        customers.access.allowAll(FakeAccess.SOMEBODY);
        List.of("USD", "EUR", "JPY").forEach(code -> money.currencies.add(new Currencies.Draft(code), Locale.ENGLISH));
    }

    @AfterEach
    void close() {
        money.close();
        node.close();
    }

    private ImportView run(String csv, Object... options) {
        var all = ImportFixture.options(options);
        all.put("kind", "rates");
        all.put("source", "bank");
        return node.await(node.upload(csv, all));
    }

    private List<String> rates() {
        return node.query("SELECT from_code || ' ' || to_code || ' ' || valid_on FROM core_rate"
                + " WHERE state = 'STANDING' ORDER BY list_key");
    }

    @Test
    @DisplayName("A table of a bank in China is understood by its headers, names of currencies and units")
    void chinese() {
        node.expect(run("日期,货币,单位,中间价\n2026年3月2日,美元,100,712.34\n2026/3/1,日元,100,4.66\n"), 2, 0, 0, 0);
        assertThat(rates()).containsExactly("JPY CNY 2026-03-01", "USD CNY 2026-03-02");
        assertThat(money.table
                        .rateOn(
                                java.util.Currency.getInstance("USD"),
                                java.util.Currency.getInstance("CNY"),
                                java.time.LocalDate.parse("2026-03-02"))
                        .value())
                .isEqualByComparingTo("7.1234");
    }

    @Test
    @DisplayName("A table of pairs is understood, with the units before them")
    void pairs() {
        node.expect(run("Date,Currency pair,Rate\n2026-03-02,USD/CNY,7.1\n2026-03-02,100JPY/CNY,4.7\n"), 2, 0, 0, 0);
        assertThat(node.query("SELECT rate FROM core_rate WHERE from_code = 'JPY'"))
                .singleElement()
                .asString()
                .startsWith("0.047000");
    }

    @Test
    @DisplayName("A table that quotes in a currency of its own says that once for the file")
    void europe() {
        var mapping = Map.of("Date", "date", "Currency", "to", "Rate", "rate");
        node.expect(
                run("Date,Currency,Rate\n2026-03-02,USD,1.08\n2026-03-02,CNY,7.8\n", "from", "EUR", "mapping", mapping),
                2,
                0,
                0,
                0);
        assertThat(rates()).containsExactlyInAnyOrder("EUR USD 2026-03-02", "EUR CNY 2026-03-02");
    }

    @Test
    @DisplayName("Each fault is an error of its row, at its column, in either language, and the other rows are entered")
    void faults() {
        var view = run("""
                date,currency,rate
                2026-03-02,USD,7.1
                2026-13-02,USD,7.1
                2026-03-03,GBP,9
                2026-03-04,florins,9
                2026-03-05,USD,-1
                2026-03-06,USD,
                ,USD,7.1
                2026-03-07,CNY,1
                46088,USD,7.1
                2026-03-09,USD,7.1E+10
                """);
        node.expect(view, 1, 0, 0, 9);
        assertThat(node.errors(view))
                .contains(
                        "currency-unused",
                        "currency-unknown",
                        "rate-invalid",
                        "currencies-same",
                        "date-invalid",
                        "number-scientific");
        assertThat(rates()).hasSize(1);
    }

    @Test
    @DisplayName("Another rate of the day is left as it is, or corrected where the file is to win")
    void duplicates() {
        run("date,currency,rate\n2026-03-02,USD,7.1\n");
        node.expect(run("date,currency,rate,source\n2026-03-02,USD,7.10,PBOC\n"), 0, 0, 1, 0);
        node.expect(run("date,currency,rate\n2026-03-02,USD,7.2\n", "onDuplicate", "SKIP"), 0, 0, 0, 0);
        node.expect(run("date,currency,rate\n2026-03-02,USD,7.3\n", "onDuplicate", "OVERWRITE"), 0, 1, 0, 0);
        assertThat(node.query("SELECT state FROM core_rate ORDER BY id")).containsExactly("CORRECTED", "STANDING");
    }

    @Test
    @DisplayName("Currencies of the file come on the list where that is asked for, and not with a row at fault")
    void currencies() {
        node.expect(
                run("date,currency,rate\n2026-03-02,GBP,9\n2026-03-02,KWD,soon\n", "currencies", "ADD"), 1, 0, 0, 1);
        assertThat(node.query("SELECT code FROM core_currency ORDER BY code"))
                .containsExactly("EUR", "GBP", "JPY", "USD");
    }

    @Test
    @DisplayName("A trial enters nothing")
    void trial() {
        var all = ImportFixture.options();
        all.put("kind", "rates");
        all.put("source", "bank");
        all.put("currencies", "ADD");
        node.expect(node.await(node.upload("date,currency,rate\n2026-03-02,GBP,9\n", all, true)), 1, 0, 0, 0);
        assertThat(rates()).isEmpty();
        assertThat(node.query("SELECT code FROM core_currency WHERE code = 'GBP'"))
                .isEmpty();
    }

    @Test
    @DisplayName("Options that no row could be entered with are refused before the file is begun")
    void options() {
        assertThatThrownBy(() -> run("date,currency,rate\n", "from", "florins")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> run("date,currency,rate\n", "currencies", "ALL"))
                .isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("Whoever may import and may not enter rates enters none by a file")
    void rights() {
        customers.access.revoke(FakeAccess.SOMEBODY);
        customers.access.grant(FakeAccess.SOMEBODY, "core:import:create", "core:import:view", "core:rate:view");
        assertThatThrownBy(() -> run("date,currency,rate\n2026-03-02,USD,7.1\n"))
                .isInstanceOf(Problem.class);
        assertThat(rates()).isEmpty();
    }
}
