package org.kithwork.funnel.internal.quote;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.kithwork.funnel.internal.opportunity.ProductLine;
import org.kithwork.money.Money;

/**
 * A line of a quote. Each of its amounts is rounded once; all totals are sums of them.
 *
 * @param quantity above zero, with three decimals
 * @param unitPrice without tax
 * @param discount in per cent, from 0 to 100
 * @param taxRate in per cent, from 0 to 100
 * @param net quantity times unit price, less the discount of the line
 * @param reduction its part of the discount on the whole
 * @param tax on what is left of it
 */
public record QuoteLine(
        String name,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
        Money unitPrice,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal discount,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal taxRate,
        Money net,
        Money reduction,
        Money tax) {

    /** The decimals of a percentage. */
    public static final int PERCENT_SCALE = 2;

    static final BigDecimal HUNDRED = new BigDecimal(100);

    public QuoteLine {
        quantity = quantity.setScale(ProductLine.SCALE, RoundingMode.UNNECESSARY);
        discount = discount.setScale(PERCENT_SCALE, RoundingMode.UNNECESSARY);
        taxRate = taxRate.setScale(PERCENT_SCALE, RoundingMode.UNNECESSARY);
    }

    /** A line before anything is taken off the whole. */
    static QuoteLine of(String name, BigDecimal quantity, Money unitPrice, BigDecimal discount, BigDecimal taxRate) {
        var paid = HUNDRED.subtract(discount).movePointLeft(2);
        var net = unitPrice.times(quantity.multiply(paid));
        return taxed(name, quantity, unitPrice, discount, taxRate, net, Money.zero(net.currency()));
    }

    /** The same with this taken off as its part of the discount on the whole. */
    QuoteLine reducedBy(Money part) {
        return taxed(name, quantity, unitPrice, discount, taxRate, net, part);
    }

    private static QuoteLine taxed(
            String name,
            BigDecimal quantity,
            Money unitPrice,
            BigDecimal discount,
            BigDecimal taxRate,
            Money net,
            Money reduction) {
        var tax = net.minus(reduction).share(taxRate, HUNDRED);
        return new QuoteLine(name, quantity, unitPrice, discount, taxRate, net, reduction, tax);
    }

    /** What it costs in the end, without tax. */
    @JsonIgnore
    public Money base() {
        return net.minus(reduction);
    }
}
