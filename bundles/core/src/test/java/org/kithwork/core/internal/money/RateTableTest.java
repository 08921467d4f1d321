package org.kithwork.core.internal.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kithwork.core.internal.money.MoneyFixture.currency;
import static org.kithwork.core.internal.money.MoneyFixture.day;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.money.Money;
import org.kithwork.money.Quote;
import org.kithwork.money.Rate;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RateTableTest {

    private final MoneyFixture it;

    RateTableTest(DatabaseKind kind) {
        it = new MoneyFixture(kind);
    }

    @BeforeEach
    void currencies() {
        it.with("USD", "EUR", "JPY", "KWD", "VND");
    }

    @AfterEach
    void close() {
        it.close();
    }

    private Rate rate(String from, String to, String date) {
        return it.table.rateOn(currency(from), currency(to), day(date));
    }

    private String value(String from, String to, String date) {
        return rate(from, to, date).value().toPlainString();
    }

    @Test
    @DisplayName("The rate of a day is the latest that is not after it, and says of when it is")
    void latestNotAfter() {
        it.add("USD", "CNY", "2026-01-01", "7.00");
        it.add("USD", "CNY", "2026-02-01", "7.10");
        assertThat(value("USD", "CNY", "2026-01-31")).isEqualTo("7");
        assertThat(value("USD", "CNY", "2026-02-01")).isEqualTo("7.1");
        assertThat(value("USD", "CNY", "2029-02-01")).isEqualTo("7.1");
        assertThat(rate("USD", "CNY", "2029-02-01").date()).isEqualTo(day("2026-02-01"));
        assertThat(it.table.find(currency("USD"), currency("CNY"), day("2025-12-31")))
                .isEmpty();
    }

    @Test
    @DisplayName("An entry serves both directions, and of two entries the later day wins whichever way round it is")
    void inverse() {
        it.add("USD", "CNY", "2026-01-01", "8");
        assertThat(value("CNY", "USD", "2026-01-05")).isEqualTo("0.125");
        it.add("CNY", "USD", "2026-02-01", "0.1");
        assertThat(value("USD", "CNY", "2026-02-01")).isEqualTo("10");
        assertThat(value("USD", "CNY", "2026-01-31")).isEqualTo("8");
        assertThat(rate("USD", "CNY", "2026-02-01").quotes())
                .singleElement()
                .satisfies(quote -> assertThat(quote.from()).isEqualTo(currency("CNY")));
    }

    @Test
    @DisplayName("Where no entry has both, the way leads over the company's currency, with the older day of the two")
    void cross() {
        it.add("USD", "CNY", "2026-01-10", "7.2");
        it.add("CNY", "JPY", "2026-01-20", "20");
        var cross = rate("USD", "JPY", "2026-02-01");
        assertThat(cross.value()).isEqualByComparingTo("144");
        assertThat(cross.date()).isEqualTo(day("2026-01-10"));
        assertThat(cross.quotes()).extracting(Quote::date).containsExactly(day("2026-01-10"), day("2026-01-20"));
        it.add("USD", "JPY", "2026-01-01", "150");
        assertThat(value("USD", "JPY", "2026-02-01")).isEqualTo("150");
    }

    @Test
    @DisplayName("A bank that quotes in a currency of its own serves as well: the way with the newest legs")
    void byAnother() {
        it.add("EUR", "CNY", "2026-01-10", "8");
        it.add("EUR", "USD", "2026-01-10", "1.25");
        assertThat(value("USD", "CNY", "2026-02-01")).isEqualTo("6.4");
        it.add("KWD", "CNY", "2026-01-20", "24");
        it.add("KWD", "USD", "2026-01-15", "3");
        assertThat(value("USD", "CNY", "2026-02-01")).isEqualTo("8");
        assertThat(value("USD", "CNY", "2026-01-14")).isEqualTo("6.4");
    }

    @Test
    @DisplayName("A currency is one of itself, without an entry")
    void same() {
        var one = rate("JPY", "JPY", "2026-02-01");
        assertThat(one.value()).isEqualByComparingTo("1");
        assertThat(one.date()).isEqualTo(day("2026-02-01"));
        assertThat(one.quotes()).isEmpty();
    }

    @Test
    @DisplayName("An amount is converted by the rate that is told, and rounded once to the other currency")
    void convert() {
        it.add("USD", "CNY", "2026-01-01", "7.12345");
        it.add("CNY", "VND", "2026-01-01", "3571.5");
        it.add("KWD", "CNY", "2026-01-01", "23.3");
        var converted = it.table.convert(Money.of("100.00", "USD"), currency("CNY"), day("2026-01-03"));
        assertThat(converted.money()).isEqualTo(Money.of("712.35", "CNY"));
        for (var way : new String[][] {
            {"1000000000000", "VND", "USD"},
            {"0.01", "CNY", "VND"},
            {"-12345.67", "CNY", "KWD"},
            {"9.999", "KWD", "VND"}
        }) {
            var other = it.table.convert(Money.of(way[0], way[1]), currency(way[2]), day("2026-01-03"));
            assertThat(other.money())
                    .isEqualTo(Money.round(
                            new BigDecimal(way[0]).multiply(other.rate().value()), currency(way[2])));
        }
        assertThat(it.table
                        .convert(Money.of("1000000000000", "VND"), currency("USD"), day("2026-01-03"))
                        .money())
                .isEqualTo(Money.of("39306010.45", "USD"));
    }

    @Test
    @DisplayName("A way there and back loses no more than the rounding of the amounts")
    void thereAndBack() {
        it.add("USD", "CNY", "2026-01-01", "7.123456789012");
        var there = it.table.convert(Money.of("123456789.01", "USD"), currency("CNY"), day("2026-01-03"));
        var back = it.table.convert(there.money(), currency("USD"), day("2026-01-03"));
        assertThat(back.money()).isEqualTo(Money.of("123456789.01", "USD"));
    }

    @Test
    @DisplayName("Where a rate is missing it is said which one, and how to enter it")
    void missing() {
        it.add("USD", "CNY", "2026-01-01", "7");
        assertThatThrownBy(() -> it.table.convert(Money.of("1", "EUR"), currency("CNY"), day("2026-02-01")))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
                    assertThat(problem.code()).isEqualTo("rate-missing");
                    assertThat(problem.members())
                            .containsEntry("from", "EUR")
                            .containsEntry("to", "CNY")
                            .containsEntry("date", "2026-02-01");
                    assertThat(problem.detail(Locale.ENGLISH)).contains("EUR", "CNY", "2026-02-01", "rate:add");
                    assertThat(problem.detail(Locale.SIMPLIFIED_CHINESE)).contains("EUR", "CNY", "2026-02-01");
                });
    }

    @Test
    @DisplayName("What is corrected or withdrawn counts no more, and the entry before it holds again")
    void corrected() {
        it.add("USD", "CNY", "2026-01-01", "7");
        var wrong = it.add("USD", "CNY", "2026-02-01", "71");
        var right = it.book.correct(wrong.id(), new RateDraft.Correction("7.1", null, null, null));
        assertThat(value("USD", "CNY", "2026-02-02")).isEqualTo("7.1");
        assertThat(rate("USD", "CNY", "2026-02-02").quotes())
                .extracting(Quote::id)
                .containsExactly(right.id());
        it.book.withdraw(right.id(), null);
        assertThat(value("USD", "CNY", "2026-02-02")).isEqualTo("7");
    }

    @Test
    @DisplayName("A module's report asks no right")
    void noRight() {
        it.add("USD", "CNY", "2026-01-01", "7");
        it.access.revoke(org.kithwork.test.FakeAccess.SOMEBODY);
        assertThat(value("USD", "CNY", "2026-02-02")).isEqualTo("7");
        assertThatThrownBy(() -> it.conversion.convert("1", "USD", "CNY", null)).isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("People convert into the company's currency of today where they say nothing else")
    void conversion() {
        it.add("USD", "CNY", "2026-03-02", "7.5");
        assertThat(it.conversion.convert("2", "USD", null, null).money()).isEqualTo(Money.of("15", "CNY"));
        assertThatThrownBy(() -> it.conversion.convert("2.001", "USD", "XXX", "soon"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(fault -> fault.pointer())
                                .containsExactly("/to", "/date"));
        assertThatThrownBy(() -> it.conversion.convert("2.001", "USD", null, null))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(fault -> fault.pointer())
                                .containsExactly("/amount"));
        assertThatThrownBy(() -> it.conversion.convert(null, " ", null, null))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(fault -> fault.pointer())
                                .containsExactly("/amount", "/from"));
    }
}
