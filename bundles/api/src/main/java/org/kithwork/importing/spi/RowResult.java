package org.kithwork.importing.spi;

import org.jspecify.annotations.Nullable;

/**
 * What came of a row.
 *
 * @param targetId the record it made or changed
 */
public record RowResult(Outcome outcome, @Nullable String targetId) {

    /** The outcomes; a row at fault is reported by throwing a problem. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED,
        SKIPPED_DUPLICATE,
        REVIEW
    }

    public static RowResult created(String id) {
        return new RowResult(Outcome.CREATED, id);
    }

    public static RowResult updated(String id) {
        return new RowResult(Outcome.UPDATED, id);
    }

    public static RowResult unchanged(String id) {
        return new RowResult(Outcome.UNCHANGED, id);
    }
}
