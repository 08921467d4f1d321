package org.kithwork.importing;

import org.jspecify.annotations.Nullable;
import org.kithwork.importing.spi.RowResult.Outcome;

/**
 * What came of a row.
 *
 * @param outcome {@code null} where it was refused
 * @param targetId the record that it made or changed
 * @param refusal why it was refused; {@code null} where it was not
 */
public record RowOutcome(
        @Nullable Outcome outcome,
        @Nullable String targetId,
        @Nullable Refusal refusal) {

    /**
     * Why a row was refused.
     *
     * @param code names the reason, such as {@code customer-unknown}
     * @param name what the source calls the value at fault; {@code null} where the row as a whole is
     * @param en a sentence, which may quote the row: keep it encrypted
     */
    public record Refusal(String code, @Nullable String name, String en, String zh) {}
}
