package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a follow-up; raw, so that every fault can be named at once.
 *
 * @param owner ME or CUSTOMER_OWNER, who answers for the customer; ME where absent
 * @param storeId that of the customer where absent
 * @param recurrence absent where it comes once
 */
public record FollowUpDraft(
        @Nullable String customerId,
        @Nullable String planAt,
        @Nullable String kind,
        @Nullable String subject,
        @Nullable String note,
        @Nullable String owner,
        @Nullable String storeId,
        @Nullable Repeat recurrence) {

    /**
     * How often it comes again.
     *
     * @param unit DAY, WEEK or MONTH
     * @param every 1 where absent
     * @param until the last day; not together with {@code count}
     */
    public record Repeat(
            @Nullable String unit,
            @Nullable Integer every,
            @Nullable String until,
            @Nullable Integer count) {}

    /** What a patch may hold. */
    public record Change(
            @Nullable String planAt,
            @Nullable String kind,
            @Nullable String subject,
            @Nullable String note) {}

    /**
     * That it was done.
     *
     * @param interaction what came of it, to be recorded at once; its customer is that of the follow-up
     */
    public record Completion(@Nullable InteractionDraft interaction) {}

    /**
     * That it is given up.
     *
     * @param series whether nothing comes after it either
     */
    public record Cancellation(
            @Nullable String reason, @Nullable Boolean series) {}
}
