package org.kithwork.money;

import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** An amount as written in a request; raw, so that every fault can be named at once. */
public record MoneyDraft(@Nullable String amount, @Nullable String currency) {

    /** The largest amount that the tables hold, 15 digits before the point. */
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);

    /** The currency of a code, one that people pay in; {@code null} where absent or at fault. */
    public static @Nullable Currency currency(Faults faults, String pointer, @Nullable String code) {
        if (code == null || Faults.isBlank(code)) {
            return null;
        }
        try {
            var currency = Currency.getInstance(code.strip());
            if (currency.getDefaultFractionDigits() >= 0 && currency.getDefaultFractionDigits() <= 3) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        faults.add(pointer, "currency-invalid");
        return null;
    }

    /**
     * The amount in the currency that it must be of, which it need not name; {@code null} where absent or at fault.
     * What the currency's minor unit cannot hold is a fault, not rounded away.
     */
    public static @Nullable Money read(Faults faults, String pointer, @Nullable MoneyDraft draft, Currency expected) {
        if (draft == null || draft.amount == null) {
            return null;
        }
        if (draft.currency != null && !draft.currency.equals(expected.getCurrencyCode())) {
            faults.add(pointer + "/currency", Message.of(Problem.class, "currency-other", expected.getCurrencyCode()));
            return null;
        }
        var amount = faults.decimal(pointer + "/amount", draft.amount);
        if (amount == null) {
            return null;
        }
        if (amount.stripTrailingZeros().scale() > expected.getDefaultFractionDigits()) {
            faults.add(pointer + "/amount", "amount-scale", expected.getDefaultFractionDigits());
            return null;
        }
        if (amount.abs().compareTo(LIMIT) >= 0) {
            faults.add(pointer + "/amount", "number-invalid");
            return null;
        }
        return new Money(amount, expected);
    }
}
