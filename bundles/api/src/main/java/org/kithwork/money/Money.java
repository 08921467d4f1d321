package org.kithwork.money;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An amount in a currency, at the scale of the currency's minor unit (CNY 2, JPY 0, KWD 3). What has more decimals than
 * that is refused and never rounded unasked: {@link #round}, {@link #times}, {@link #share} and {@link Rate#convert} are
 * the places that round, HALF_UP and once. Sum rounded lines; do not round a sum. The currency is one of ISO 4217 as the
 * JDK knows them; what has no minor unit (gold, test codes) is no money and refused.
 *
 * <p>JSON: <code>{"amount":"199.90","currency":"CNY"}</code>, the amount as a text. A column for the amount is
 * {@code DECIMAL(19,3)}, beside one for the currency of {@code VARCHAR(3)}: {@link MoneyDraft} takes amounts below 10^15,
 * so that ten such lines may be summed.
 */
public record Money(
        @JsonProperty("amount") @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal amount,

        @JsonProperty("currency") Currency currency) {

    /**
     * An amount that is exact in the currency.
     *
     * @throws IllegalArgumentException for more decimals than the currency has, and for what is no currency of payments
     */
    public Money {
        var digits = digits(currency);
        try {
            amount = amount.setScale(digits, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    amount.toPlainString() + " has more decimals than the " + digits + " of " + currency, e);
        }
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** The amount rounded HALF_UP (away from zero at the half) to the currency's minor unit. */
    public static Money round(BigDecimal amount, Currency currency) {
        return new Money(amount.setScale(digits(currency), RoundingMode.HALF_UP), currency);
    }

    private static int digits(Currency currency) {
        var digits = currency.getDefaultFractionDigits();
        if (digits < 0) {
            throw new IllegalArgumentException(currency + " is no currency of payments");
        }
        return digits;
    }

    /** The sum; both must be of one currency. */
    public Money plus(Money other) {
        requireSame(other);
        return new Money(amount.add(other.amount), currency);
    }

    /** The difference; both must be of one currency. */
    public Money minus(Money other) {
        requireSame(other);
        return new Money(amount.subtract(other.amount), currency);
    }

    /** The product with a factor, rounded once. */
    public Money times(BigDecimal factor) {
        return round(amount.multiply(factor), currency);
    }

    /** The share {@code part / whole} of this amount, rounded once; {@code whole} is not zero. */
    public Money share(BigDecimal part, BigDecimal whole) {
        return new Money(amount.multiply(part).divide(whole, amount.scale(), RoundingMode.HALF_UP), currency);
    }

    /**
     * Splits into equal parts that sum exactly to this amount (largest remainder: the first parts take the odd units),
     * so 100.00 in three is 33.34, 33.33, 33.33.
     *
     * @param parts at least one
     */
    public List<Money> split(int parts) {
        return allocate(Collections.nCopies(parts, BigDecimal.ONE));
    }

    /**
     * Divides this amount in proportion to weights, so that the parts sum exactly to it: each part is rounded towards
     * zero, and the minor units that are left go one each to the parts that lost most, the earlier one at a tie. A weight
     * of zero takes nothing; a negative amount is divided as its opposite.
     *
     * @param weights of any scale, none negative, at least one above zero
     * @return the parts in the order of the weights
     * @throws IllegalArgumentException for other weights
     */
    public List<Money> allocate(List<BigDecimal> weights) {
        var scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        var shares = weights.stream()
                .map(weight -> weight.setScale(Math.max(0, scale), RoundingMode.UNNECESSARY)
                        .unscaledValue())
                .toList();
        var whole = shares.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (whole.signum() <= 0 || shares.stream().anyMatch(share -> share.signum() < 0)) {
            throw new IllegalArgumentException("Weights are not negative, and one of them is above zero");
        }
        var units = amount.unscaledValue().abs();
        var parts = new ArrayList<BigInteger>();
        var lost = new ArrayList<BigInteger>();
        for (var share : shares) {
            var divided = units.multiply(share).divideAndRemainder(whole);
            parts.add(divided[0]);
            lost.add(divided[1]);
        }
        var left = units.subtract(parts.stream().reduce(BigInteger.ZERO, BigInteger::add))
                .intValueExact();
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> lost.get(i)).reversed())
                .limit(left)
                .forEach(i -> parts.set(i, parts.get(i).add(BigInteger.ONE)));
        return parts.stream().map(this::signed).toList();
    }

    private Money signed(BigInteger units) {
        return new Money(new BigDecimal(isNegative() ? units.negate() : units, amount.scale()), currency);
    }

    @JsonIgnore
    public boolean isNegative() {
        return amount.signum() < 0;
    }

    /** Compares amounts; both must be of one currency. */
    public int compare(Money other) {
        requireSame(other);
        return amount.compareTo(other.amount);
    }

    private void requireSame(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Amounts in " + currency + " and " + other.currency + " do not add up");
        }
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
