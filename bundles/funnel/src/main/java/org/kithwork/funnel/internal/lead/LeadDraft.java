package org.kithwork.funnel.internal.lead;

import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.rest.Patch;

/**
 * What is said of a lead; raw, so that every fault can be named at once.
 *
 * @param customerId whose interest it is; either this or {@code customer}
 * @param customer somebody whom nobody knows yet
 * @param ownerId who looks after it; whom the rules choose where absent
 * @param storeId the customer's where absent
 * @param note what is known so far
 */
public record LeadDraft(
        @Nullable String customerId,
        @Nullable CustomerDraft customer,
        @Nullable String title,
        @Nullable String source,
        @Nullable String campaignId,
        @Nullable String storeId,
        @Nullable String ownerId,
        @Nullable LeadNoteDraft note) {

    /** What a lead is after a patch. */
    static LeadDraft of(Lead before, Patch patch) {
        var place = before.storeId();
        return new LeadDraft(
                null,
                null,
                text(patch, "title", before.title()),
                text(patch, "source", before.source()),
                text(patch, "campaignId", before.campaignId()),
                text(patch, "storeId", place == null ? null : place.value()),
                null,
                null);
    }

    private static @Nullable String text(Patch patch, String member, @Nullable String before) {
        return patch.has(member) ? patch.text(member) : before;
    }

    /** The same, of the customer that a query names. */
    public LeadDraft of(@Nullable String other) {
        return customerId != null || customer != null || other == null
                ? this
                : new LeadDraft(other, null, title, source, campaignId, storeId, ownerId, note);
    }
}
