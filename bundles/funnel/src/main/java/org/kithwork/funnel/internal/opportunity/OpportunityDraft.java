package org.kithwork.funnel.internal.opportunity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.rest.Patch;

/**
 * What is said of an opportunity; raw, so that every fault can be named at once.
 *
 * @param pipelineId the first pipeline that takes opportunities where absent
 * @param stageId an open stage; the first one where absent
 * @param amount the sum of the products where there are any
 * @param currency of the products' prices; the company's where absent
 * @param ownerId a user; the caller where absent
 * @param storeId the customer's where absent
 * @param forecast a {@link ForecastCategory}; {@code PIPELINE} where absent
 */
public record OpportunityDraft(
        @Nullable String customerId,
        @Nullable String pipelineId,
        @Nullable String stageId,
        @Nullable String title,
        @Nullable MoneyDraft amount,
        @Nullable String currency,
        @Nullable String closeOn,
        @Nullable Integer probability,
        @Nullable String source,
        @Nullable String campaignId,
        @Nullable List<Line> products,
        @Nullable String ownerId,
        @Nullable List<String> collaborators,
        @Nullable String storeId,
        @Nullable String competitor,
        @Nullable String forecast) {

    /**
     * A product as written.
     *
     * @param quantity one where absent
     */
    public record Line(
            @Nullable String sku,
            @Nullable String name,
            @Nullable String quantity,
            @Nullable MoneyDraft unitPrice,
            @Nullable MoneyDraft discount) {

        private static Line of(ProductLine line) {
            return new Line(
                    line.sku(),
                    line.name(),
                    line.quantity().toPlainString(),
                    draft(line.unitPrice()),
                    draft(line.discount()));
        }
    }

    /** What an opportunity is after a patch. */
    static OpportunityDraft of(Opportunity before, Patch patch) {
        var priced = patch.has("products")
                ? patch.value("products", Line[].class) != null
                : !before.products().isEmpty();
        var amount = before.amount();
        return new OpportunityDraft(
                text(patch, "customerId", value(before.customerId())),
                before.pipelineId().value(),
                before.stageId().value(),
                text(patch, "title", before.title()),
                patch.has("amount")
                        ? patch.value("amount", MoneyDraft.class)
                        : amount == null || priced ? null : draft(amount),
                amount == null ? null : amount.currency().getCurrencyCode(),
                text(patch, "closeOn", value(before.closeOn())),
                patch.has("probability") ? patch.value("probability", Integer.class) : before.probability(),
                text(patch, "source", before.source()),
                text(patch, "campaignId", before.campaignId()),
                patch.has("products")
                        ? list(patch.value("products", Line[].class))
                        : before.products().stream().map(Line::of).toList(),
                text(patch, "ownerId", before.owner().id()),
                patch.has("collaborators")
                        ? list(patch.value("collaborators", String[].class))
                        : before.collaborators().stream().map(ActorName::id).toList(),
                text(patch, "storeId", value(before.storeId())),
                text(patch, "competitor", before.competitor()),
                text(patch, "forecast", before.forecast().name()));
    }

    private static @Nullable String text(Patch patch, String member, @Nullable String before) {
        return patch.has(member) ? patch.text(member) : before;
    }

    private static @Nullable String value(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static <T> @Nullable List<T> list(T @Nullable [] values) {
        return values == null ? null : List.of(values);
    }

    private static MoneyDraft draft(Money money) {
        return new MoneyDraft(money.amount().toPlainString(), money.currency().getCurrencyCode());
    }

    /** The same, of the customer that a query names. */
    public OpportunityDraft of(@Nullable String customer) {
        return customerId != null || customer == null
                ? this
                : new OpportunityDraft(
                        customer,
                        pipelineId,
                        stageId,
                        title,
                        amount,
                        currency,
                        closeOn,
                        probability,
                        source,
                        campaignId,
                        products,
                        ownerId,
                        collaborators,
                        storeId,
                        competitor,
                        forecast);
    }
}
