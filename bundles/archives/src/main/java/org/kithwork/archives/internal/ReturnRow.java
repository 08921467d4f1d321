package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came back of one article, as another system says it.
 *
 * @param externalId the key of the purchase in its source
 * @param returnKey names the return in the source
 * @param sku the article; {@code null} where the product is named
 */
public record ReturnRow(
        String source,
        String externalId,
        String returnKey,
        @Nullable String sku,
        @Nullable String product,
        BigDecimal quantity,
        Instant at) {

    boolean isOf(PurchaseLine line) {
        return sku == null ? product != null && product.equals(line.name()) : sku.equals(line.sku());
    }

    /** One article of a return is a return of its own, so that it is known again by itself. */
    String key() {
        return returnKey + ":" + (sku == null ? product : sku);
    }
}
