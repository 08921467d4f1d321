package org.kithwork.funnel.internal.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.money.Money;

class QuoteTotalsTest {

    private static final Currency YUAN = Currency.getInstance("CNY");

    private static QuoteLine line(String quantity, String price, String discount, String tax) {
        return QuoteLine.of(
                "Tea", new BigDecimal(quantity), Money.of(price, "CNY"), new BigDecimal(discount), new BigDecimal(tax));
    }

    @Test
    @DisplayName("FUN-21: a line is rounded once, half up, after quantity and discount")
    void aLineIsRoundedOnce() {
        assertThat(line("2.5", "33.33", "0", "0").net()).isEqualTo(Money.of("83.33", "CNY"));
        assertThat(line("1", "0.01", "50", "0").net()).isEqualTo(Money.of("0.01", "CNY"));
        assertThat(line("3", "19.99", "12.5", "13").net()).isEqualTo(Money.of("52.47", "CNY"));
        assertThat(line("3", "19.99", "12.5", "13").tax()).isEqualTo(Money.of("6.82", "CNY"));
    }

    @Test
    @DisplayName(
            "FUN-21: the discount on the whole is divided among the lines without losing a cent, and each rate taxes what is left")
    void aDiscountOnTheWholeIsDivided() {
        var lines = QuoteTotals.reduced(
                List.of(line("1", "33.33", "0", "13"), line("1", "33.33", "0", "13"), line("1", "33.34", "0", "6")),
                new BigDecimal("10"),
                YUAN);

        var totals = QuoteTotals.of(lines, YUAN);

        assertThat(lines)
                .extracting(QuoteLine::reduction)
                .containsExactly(Money.of("3.33", "CNY"), Money.of("3.33", "CNY"), Money.of("3.34", "CNY"));
        assertThat(totals.subtotal()).isEqualTo(Money.of("100.00", "CNY"));
        assertThat(totals.discount()).isEqualTo(Money.of("10.00", "CNY"));
        assertThat(totals.taxes())
                .containsExactly(
                        new QuoteTotals.Tax(new BigDecimal("6.00"), Money.of("30.00", "CNY"), Money.of("1.80", "CNY")),
                        new QuoteTotals.Tax(
                                new BigDecimal("13.00"), Money.of("60.00", "CNY"), Money.of("7.80", "CNY")));
        assertThat(totals.total()).isEqualTo(Money.of("99.60", "CNY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CNY", "JPY", "KWD"})
    @DisplayName("FUN-21: whatever is quoted, in whatever currency, every total is the sum of the rounded lines")
    void sumsHold(String code) {
        var currency = Currency.getInstance(code);
        var random = new Random(21);
        for (int round = 0; round < 500; round++) {
            var asked = new ArrayList<QuoteLine>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                asked.add(QuoteLine.of(
                        "Tea",
                        BigDecimal.valueOf(1 + random.nextInt(9999), random.nextInt(4)),
                        new Money(
                                BigDecimal.valueOf(random.nextInt(200_000), currency.getDefaultFractionDigits()),
                                currency),
                        percent(random),
                        List.of(new BigDecimal("0"), new BigDecimal("6"), new BigDecimal("13"))
                                .get(random.nextInt(3))));
            }
            var discount = percent(random);

            var lines = QuoteTotals.reduced(asked, discount, currency);
            var totals = QuoteTotals.of(lines, currency);

            assertThat(lines).allSatisfy(line -> {
                assertThat(line.base().isNegative()).isFalse();
                assertThat(line.tax()).isEqualTo(line.base().share(line.taxRate(), new BigDecimal(100)));
            });
            assertThat(totals.subtotal()).isEqualTo(sum(lines, QuoteLine::net, currency));
            assertThat(totals.discount()).isEqualTo(totals.subtotal().share(discount, new BigDecimal(100)));
            assertThat(totals.net()).isEqualTo(sum(lines, QuoteLine::base, currency));
            assertThat(totals.tax())
                    .isEqualTo(sum(totals.taxes(), QuoteTotals.Tax::amount, currency))
                    .isEqualTo(sum(lines, QuoteLine::tax, currency));
            assertThat(totals.net()).isEqualTo(sum(totals.taxes(), QuoteTotals.Tax::base, currency));
            assertThat(totals.total()).isEqualTo(totals.net().plus(totals.tax()));
        }
    }

    private static BigDecimal percent(Random random) {
        return random.nextBoolean() ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextInt(10_001), 2);
    }

    private static <T> Money sum(List<T> some, Function<T, Money> amount, Currency currency) {
        return some.stream().map(amount).reduce(Money.zero(currency), Money::plus);
    }
}
