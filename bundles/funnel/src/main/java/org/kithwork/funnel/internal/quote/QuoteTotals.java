package org.kithwork.funnel.internal.quote;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.kithwork.money.Money;

/**
 * What the lines of a quote come to: sums of their rounded amounts, nothing else.
 *
 * @param subtotal all lines
 * @param discount on the whole
 * @param net what is left, without tax
 * @param taxes by rate, the lowest first
 * @param tax all taxes
 * @param total what is to be paid
 */
public record QuoteTotals(Money subtotal, Money discount, Money net, List<Tax> taxes, Money tax, Money total) {

    public QuoteTotals {
        taxes = List.copyOf(taxes);
    }

    /**
     * The tax of one rate.
     *
     * @param rate in per cent
     * @param base on what
     */
    public record Tax(
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal rate, Money base, Money amount) {

        private Tax and(Tax other) {
            return new Tax(rate, base.plus(other.base), amount.plus(other.amount));
        }
    }

    /** Sums them up. */
    public static QuoteTotals of(List<QuoteLine> lines, Currency currency) {
        var subtotal = sum(lines, QuoteLine::net, currency);
        var discount = sum(lines, QuoteLine::reduction, currency);
        var tax = sum(lines, QuoteLine::tax, currency);
        var net = subtotal.minus(discount);
        var taxes = new TreeMap<BigDecimal, Tax>();
        lines.forEach(line -> taxes.merge(line.taxRate(), new Tax(line.taxRate(), line.base(), line.tax()), Tax::and));
        return new QuoteTotals(subtotal, discount, net, List.copyOf(taxes.values()), tax, net.plus(tax));
    }

    private static Money sum(List<QuoteLine> lines, Function<QuoteLine, Money> amount, Currency currency) {
        return lines.stream().map(amount).reduce(Money.zero(currency), Money::plus);
    }

    /** The lines with the discount on the whole divided among them, without losing a cent. */
    static List<QuoteLine> reduced(List<QuoteLine> lines, BigDecimal discount, Currency currency) {
        var whole = sum(lines, QuoteLine::net, currency);
        if (whole.amount().signum() == 0 || discount.signum() == 0) {
            return List.copyOf(lines);
        }
        var parts = whole.share(discount, QuoteLine.HUNDRED)
                .allocate(lines.stream().map(line -> line.net().amount()).toList());
        return IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(i).reducedBy(parts.get(i)))
                .toList();
    }
}
