package org.kithwork.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.problem.Faults;

class MoneyTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final List<String> CODES = List.of("CNY", "JPY", "KWD");

    private static List<String> texts(List<Money> parts) {
        return parts.stream().map(part -> part.amount().toPlainString()).toList();
    }

    private static List<BigDecimal> weights(String... weights) {
        return Arrays.stream(weights).map(BigDecimal::new).toList();
    }

    private static Money sum(List<Money> parts, Currency currency) {
        return parts.stream().reduce(Money.zero(currency), Money::plus);
    }

    @ParameterizedTest
    @CsvSource({"CNY, 1, 1.00", "JPY, 1.000, 1", "KWD, 1.5, 1.500", "CNY, 199.900, 199.90"})
    void anAmountHasTheDecimalsOfItsCurrency(String currency, String amount, String held) {
        assertThat(Money.of(amount, currency).amount().toPlainString()).isEqualTo(held);
        assertThat(Money.of(amount, currency)).isEqualTo(Money.of(held, currency));
    }

    @ParameterizedTest
    @CsvSource({"CNY, 1.005", "JPY, 0.5", "KWD, 0.0005"})
    void moreDecimalsThanTheCurrencyHasAreRefusedAndNotRoundedUnasked(String currency, String amount) {
        assertThatThrownBy(() -> Money.of(amount, currency))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(currency);
    }

    @ParameterizedTest
    @CsvSource({
        "CNY, 1.005, 1.01",
        "CNY, -1.005, -1.01",
        "CNY, 1.0049, 1.00",
        "JPY, 0.5, 1",
        "JPY, -0.5, -1",
        "KWD, 0.0005, 0.001"
    })
    void roundingIsHalfUpToTheMinorUnit(String currency, String amount, String rounded) {
        assertThat(Money.round(new BigDecimal(amount), Currency.getInstance(currency)))
                .isEqualTo(Money.of(rounded, currency));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "XAU", "XTS", "XDR"})
    void whatNobodyPaysInIsNoCurrencyOfMoney(String currency) {
        assertThatThrownBy(() -> Money.of("1", currency)).isInstanceOf(IllegalArgumentException.class);
        var faults = new Faults();
        assertThat(MoneyDraft.currency(faults, "/currency", currency)).isNull();
        assertThat(faults.found()).hasSize(1);
    }

    @Test
    void eachLineIsRoundedOnceAndTheTotalIsTheSumOfRoundedLines() {
        var line = Money.of("0.33", "CNY").times(new BigDecimal("1.5"));
        assertThat(line).isEqualTo(Money.of("0.50", "CNY"));
        assertThat(sum(List.of(line, line, line), CNY)).isEqualTo(Money.of("1.50", "CNY"));
    }

    @Test
    void amountsOfTwoCurrenciesDoNotAddUp() {
        assertThatThrownBy(() -> Money.of("1", "CNY").plus(Money.of("1", "JPY")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.of("1", "CNY").compare(Money.of("1", "JPY")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHundredInThreeIsSplitWithoutLosingACent() {
        assertThat(texts(Money.of("100.00", "CNY").split(3))).containsExactly("33.34", "33.33", "33.33");
        assertThat(texts(Money.of("-100.00", "CNY").split(3))).containsExactly("-33.34", "-33.33", "-33.33");
        assertThat(texts(Money.of("0.02", "CNY").split(3))).containsExactly("0.01", "0.01", "0.00");
        assertThat(texts(Money.of("100", "JPY").split(3))).containsExactly("34", "33", "33");
        assertThat(texts(Money.of("100", "KWD").split(3))).containsExactly("33.334", "33.333", "33.333");
        assertThatThrownBy(() -> Money.of("1", "CNY").split(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theUnitsThatAreLeftGoToThosePartsThatLostMost() {
        var ten = Money.of("10.00", "CNY");
        assertThat(texts(ten.allocate(weights("1", "1", "4")))).containsExactly("1.67", "1.67", "6.66");
        assertThat(texts(ten.allocate(weights("0.1", "0", "0.2")))).containsExactly("3.33", "0.00", "6.67");
        assertThat(texts(Money.of("0.01", "CNY").allocate(weights("1", "3")))).containsExactly("0.00", "0.01");
        assertThat(texts(ten.allocate(weights("1E+2")))).containsExactly("10.00");
    }

    @Test
    void weightsThatDivideNothingAreRefused() {
        var ten = Money.of("10.00", "CNY");
        for (var wrong : List.of(weights(), weights("0", "0"), weights("1", "-1"), weights("2", "-1"))) {
            assertThatThrownBy(() -> ten.allocate(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("Parts sum exactly, differ from their exact share by less than a unit, and zero weights take nothing")
    void whateverIsAllocatedSumsToTheWhole() {
        var random = new Random(20260101);
        for (int round = 0; round < 5000; round++) {
            var currency = Currency.getInstance(CODES.get(round % CODES.size()));
            var unit = new BigDecimal(java.math.BigInteger.ONE, currency.getDefaultFractionDigits());
            var whole = new Money(
                    BigDecimal.valueOf(random.nextLong(2_000_000_000_000L) - 1_000_000_000_000L)
                            .movePointLeft(random.nextInt(3))
                            .setScale(0, java.math.RoundingMode.DOWN)
                            .multiply(unit),
                    currency);
            var weights = IntStream.range(0, 1 + random.nextInt(9))
                    .mapToObj(i -> BigDecimal.valueOf(random.nextInt(5) == 0 ? 0 : random.nextInt(100_000), 3))
                    .toList();
            var total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            if (total.signum() == 0) {
                continue;
            }
            var parts = whole.allocate(weights);
            assertThat(sum(parts, currency)).isEqualTo(whole);
            for (int i = 0; i < parts.size(); i++) {
                var exact = whole.amount().multiply(weights.get(i)).divide(total, 20, java.math.RoundingMode.HALF_EVEN);
                assertThat(parts.get(i).amount().subtract(exact).abs()).isLessThan(unit);
                if (weights.get(i).signum() == 0) {
                    assertThat(parts.get(i)).isEqualTo(Money.zero(currency));
                }
            }
        }
    }

    @Test
    @DisplayName("Sums do not depend on the order of the lines")
    void sumsDoNotDependOnTheOrder() {
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            var lines = new java.util.ArrayList<>(IntStream.range(0, 50)
                    .mapToObj(i -> Money.round(BigDecimal.valueOf(random.nextLong(), 6), CNY))
                    .toList());
            var forwards = sum(lines, CNY);
            java.util.Collections.shuffle(lines, random);
            assertThat(sum(lines, CNY)).isEqualTo(forwards);
        }
    }

    @Test
    void aDraftNamesWhatTheCurrencyCannotHold() {
        var faults = new Faults();
        assertThat(MoneyDraft.read(faults, "/net", new MoneyDraft("1.005", "CNY"), CNY))
                .isNull();
        assertThat(MoneyDraft.read(faults, "/tax", new MoneyDraft("1", "USD"), CNY))
                .isNull();
        assertThat(MoneyDraft.read(faults, "/big", new MoneyDraft("1000000000000000", null), CNY))
                .isNull();
        assertThat(faults.found().stream()
                        .map(fault -> fault.pointer() + " " + fault.message().text(Locale.ENGLISH))
                        .toList())
                .containsExactly(
                        "/net/amount At most 2 decimal places in this currency.",
                        "/tax/currency This must be in CNY.",
                        "/big/amount Write a number such as 199.90.");
        assertThat(MoneyDraft.read(faults, "/net", new MoneyDraft("999999999999999.99", null), CNY))
                .isEqualTo(Money.of("999999999999999.99", "CNY"));
    }

    @Test
    void aRateConvertsExactlyAndRoundsOnce() {
        var usd = Currency.getInstance("USD");
        var rate = new Rate(usd, CNY, new BigDecimal("7.1234500"), LocalDate.EPOCH, List.of());
        assertThat(rate.value().toPlainString()).isEqualTo("7.12345");
        assertThat(rate.convert(Money.of("100.00", "USD"))).isEqualTo(Money.of("712.35", "CNY"));
        assertThat(rate.convert(Money.of("-100.00", "USD"))).isEqualTo(Money.of("-712.35", "CNY"));
        assertThatThrownBy(() -> rate.convert(Money.of("100.00", "CNY"))).isInstanceOf(IllegalArgumentException.class);
        for (var wrong : List.of("0", "-1", "0.0000000000000000001")) {
            assertThatThrownBy(() -> new Rate(usd, CNY, new BigDecimal(wrong), LocalDate.EPOCH, List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
