package org.kithwork.funnel.internal.opportunity;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.money.Money;

/**
 * What came back of a sale. It takes from what is attained in the month in which it came back.
 *
 * @param amount {@code null} where it is hidden from whoever looks
 * @param on the day on which it came back
 * @param reason {@code null} where nobody has said it, and after an erasure
 * @param at when it was noted
 */
public record SaleReturn(
        String id,
        @Nullable Money amount,
        LocalDate on,
        @Nullable String reason,
        Instant at,
        ActorName by) {

    SaleReturn shown(boolean showsAmount) {
        return new SaleReturn(id, showsAmount ? amount : null, on, reason, at, by);
    }
}
