package org.kithwork.funnel.internal.opportunity;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.kithwork.money.Money;

/**
 * What is offered, and what it is to cost. Rounded once, here; the amount of an opportunity is the sum of its lines.
 *
 * @param quantity above zero, with three decimals
 * @param net quantity times unit price, less the discount
 */
public record ProductLine(
        @Nullable String sku,
        String name,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
        Money unitPrice,
        Money discount,
        Money net) {

    /** The decimals of a quantity. */
    public static final int SCALE = 3;

    public ProductLine {
        quantity = quantity.setScale(SCALE, RoundingMode.UNNECESSARY);
    }

    static ProductLine of(@Nullable String sku, String name, BigDecimal quantity, Money unitPrice, Money discount) {
        return new ProductLine(
                sku,
                name,
                quantity,
                unitPrice,
                discount,
                unitPrice.times(quantity).minus(discount));
    }
}
