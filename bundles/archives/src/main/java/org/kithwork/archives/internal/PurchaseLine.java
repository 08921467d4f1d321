package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.kithwork.money.Money;

/**
 * A line of a purchase. Each amount is rounded once, here; totals are sums of lines.
 *
 * @param quantity with three decimals; below zero on a line that takes something back at once
 * @param gross quantity times unit price
 * @param tax contained in the net, or added on top of it where the receipt says so
 * @param net what is paid for the line
 * @param returned how much of the quantity came back since
 */
public record PurchaseLine(
        String id,
        @Nullable String sku,
        @Nullable String name,
        @Nullable String category,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
        Money unitPrice,
        Money gross,
        Money discount,
        Money tax,
        Money net,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal returned) {

    /** The decimals of a quantity. */
    public static final int SCALE = 3;

    public PurchaseLine {
        quantity = quantity.setScale(SCALE, RoundingMode.UNNECESSARY);
        returned = returned.setScale(SCALE, RoundingMode.UNNECESSARY);
    }

    /** How much may still come back; none of a line that took something back itself. */
    BigDecimal left() {
        return quantity.signum() < 0 ? BigDecimal.ZERO.setScale(SCALE) : quantity.subtract(returned);
    }

    /** The share of the net that came back: exactly the net once all of it has. */
    @JsonIgnore
    Money returnedNet() {
        return net.share(returned, quantity);
    }

    PurchaseLine giveBack(BigDecimal more) {
        return new PurchaseLine(
                id, sku, name, category, quantity, unitPrice, gross, discount, tax, net, returned.add(more));
    }
}
