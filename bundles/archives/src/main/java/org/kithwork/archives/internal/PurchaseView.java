package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.importing.ImportOrigin;
import org.kithwork.money.Money;
import org.kithwork.permission.StoreId;

/**
 * A purchase as somebody may see it; its members are those of {@link Purchase}. Money is {@code null}, at every place,
 * for whom it is hidden.
 *
 * @param imported the import that brought it in; {@code null} for none
 */
public record PurchaseView(
        PurchaseId id,
        long version,
        @Nullable CustomerId customerId,
        @Nullable StoreId storeId,
        @Nullable String channel,
        Instant at,
        Currency currency,
        List<Line> lines,
        @Nullable Money gross,
        @Nullable Money discount,
        @Nullable Money tax,
        @Nullable Money net,
        @Nullable Money returned,
        PurchaseStatus status,
        @Nullable String source,
        @Nullable String externalId,
        List<Return> returns,
        @Nullable ImportOrigin imported) {

    public PurchaseView {
        lines = List.copyOf(lines);
        returns = List.copyOf(returns);
    }

    /** A line; its members are those of {@link PurchaseLine}, and what the customer thinks of it. */
    public record Line(
            String id,
            @Nullable String sku,
            @Nullable String name,
            @Nullable String category,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
            @Nullable Money unitPrice,
            @Nullable Money gross,
            @Nullable Money discount,
            @Nullable Money tax,
            @Nullable Money net,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal returned,
            @Nullable Review review) {}

    /** Something that came back; its members are those of {@link PurchaseReturn}. */
    public record Return(
            String id,
            Instant at,
            List<PurchaseReturn.Line> lines,
            @Nullable Money net,
            @Nullable String externalId) {

        public Return {
            lines = List.copyOf(lines);
        }
    }

    /** @param reviews the review of a line by its id */
    static PurchaseView of(Purchase purchase, boolean amounts, Function<String, @Nullable Review> reviews) {
        return new PurchaseView(
                purchase.id(),
                purchase.version(),
                purchase.customerId(),
                purchase.storeId(),
                purchase.channel(),
                purchase.at(),
                purchase.currency(),
                purchase.lines().stream()
                        .map(line -> line(line, amounts, reviews.apply(line.id())))
                        .toList(),
                amounts ? purchase.gross() : null,
                amounts ? purchase.discount() : null,
                amounts ? purchase.tax() : null,
                amounts ? purchase.net() : null,
                amounts ? purchase.returned() : null,
                purchase.status(),
                purchase.source(),
                purchase.externalId(),
                purchase.returns().stream()
                        .map(back -> new Return(
                                back.id(), back.at(), back.lines(), amounts ? back.net() : null, back.externalId()))
                        .toList(),
                null);
    }

    /** The same, brought in by this import. */
    PurchaseView from(@Nullable ImportOrigin origin) {
        return new PurchaseView(
                id,
                version,
                customerId,
                storeId,
                channel,
                at,
                currency,
                lines,
                gross,
                discount,
                tax,
                net,
                returned,
                status,
                source,
                externalId,
                returns,
                origin);
    }

    private static Line line(PurchaseLine line, boolean amounts, @Nullable Review review) {
        return new Line(
                line.id(),
                line.sku(),
                line.name(),
                line.category(),
                line.quantity(),
                amounts ? line.unitPrice() : null,
                amounts ? line.gross() : null,
                amounts ? line.discount() : null,
                amounts ? line.tax() : null,
                amounts ? line.net() : null,
                line.returned(),
                review);
    }
}
