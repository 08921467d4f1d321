package org.kithwork.core.internal.money;

import org.jspecify.annotations.Nullable;

/**
 * A rate as it was written; raw.
 *
 * @param to the company's currency where absent
 * @param date from which day on it holds
 * @param rate how much of {@code to} the units are
 * @param units how many of {@code from}: 1, 10, 100, 1000 or 10000; one where absent
 * @param source where it was read, at most 120 characters
 */
public record RateDraft(
        @Nullable String from,
        @Nullable String to,
        @Nullable String date,
        @Nullable String rate,
        @Nullable Integer units,
        @Nullable String source) {

    /**
     * What takes the place of an entry; raw.
     *
     * @param reason why, at most 200 characters; the audit keeps it
     */
    public record Correction(
            @Nullable String rate,
            @Nullable Integer units,
            @Nullable String source,
            @Nullable String reason) {}
}
