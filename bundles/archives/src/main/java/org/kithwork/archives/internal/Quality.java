package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;

/**
 * How good the data of a customer are, as far as the actor may know of their fields.
 *
 * @param completeness in per cent, six decimal places; {@code null} where no field counts
 * @param freshness in per cent, six decimal places; {@code null} where nothing there is to be confirmed from time to time
 * @param fields the fields with a rule in use, in the order of the rules
 */
public record Quality(
        CustomerId customerId,
        @Nullable UserId ownerId,
        @Nullable StoreId storeId,
        @Nullable BigDecimal completeness,
        @Nullable BigDecimal freshness,
        List<QualityLine> fields) {

    public Quality {
        fields = List.copyOf(fields);
    }
}
