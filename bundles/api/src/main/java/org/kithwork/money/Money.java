package org.kithwork.money;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * An amount in a currency, at the scale of the currency's minor unit (CNY 2, JPY 0, KWD 3), rounded HALF_UP when made.
 */
public record Money(
        @JsonProperty("amount") @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal amount,

        @JsonProperty("currency") Currency currency) {

    public Money {
        amount = amount.setScale(Math.max(0, currency.getDefaultFractionDigits()), RoundingMode.HALF_UP);
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
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
        return new Money(amount.multiply(factor), currency);
    }

    /** The share {@code part / whole} of this amount, rounded once; {@code whole} is not zero. */
    public Money share(BigDecimal part, BigDecimal whole) {
        return new Money(amount.multiply(part).divide(whole, amount.scale(), RoundingMode.HALF_UP), currency);
    }

    /**
     * Splits into equal parts that sum exactly to this amount (largest remainder: the first parts take the odd units),
     * so 100.00 in three is 33.34, 33.33, 33.33.
     */
    public List<Money> split(int parts) {
        var unit = BigDecimal.ONE.movePointLeft(amount.scale());
        var base = amount.divide(BigDecimal.valueOf(parts), amount.scale(), RoundingMode.DOWN);
        var rest = amount.subtract(base.multiply(BigDecimal.valueOf(parts)));
        var odd = rest.divide(unit, 0, RoundingMode.UNNECESSARY).intValueExact();
        var shares = new ArrayList<Money>(parts);
        for (int i = 0; i < parts; i++) {
            var share = i < Math.abs(odd) ? base.add(unit.multiply(BigDecimal.valueOf(Integer.signum(odd)))) : base;
            shares.add(new Money(share, currency));
        }
        return shares;
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
