package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/**
 * What a customer thinks of an article, as another system says it.
 *
 * @param externalId the key of the purchase in its source
 * @param sku the article; {@code null} where the product is named
 * @param at as it is written; now where absent
 */
public record ReviewRow(
        String source,
        String externalId,
        @Nullable String sku,
        @Nullable String product,
        @Nullable Integer stars,
        @Nullable String text,
        @Nullable String at) {

    boolean isOf(PurchaseLine line) {
        return sku == null ? product != null && product.equals(line.name()) : sku.equals(line.sku());
    }
}
