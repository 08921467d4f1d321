package org.kithwork.core.internal.importing;

import java.util.Map;
import org.kithwork.importing.spi.RowResult.Outcome;

/** How many rows came to what. */
public record Counts(long done, long created, long updated, long unchanged, long skipped, long review, long errors) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    /** One row more of this outcome. */
    Counts and(Outcome outcome) {
        return switch (outcome) {
            case CREATED -> new Counts(done + 1, created + 1, updated, unchanged, skipped, review, errors);
            case UPDATED -> new Counts(done + 1, created, updated + 1, unchanged, skipped, review, errors);
            case UNCHANGED -> new Counts(done + 1, created, updated, unchanged + 1, skipped, review, errors);
            case SKIPPED_DUPLICATE -> new Counts(done + 1, created, updated, unchanged, skipped + 1, review, errors);
            case REVIEW -> new Counts(done + 1, created, updated, unchanged, skipped, review + 1, errors);
        };
    }

    Counts andError() {
        return new Counts(done + 1, created, updated, unchanged, skipped, review, errors + 1);
    }

    /** As a job keeps it. */
    Map<String, Object> state() {
        return Map.of(
                "done", done,
                "created", created,
                "updated", updated,
                "unchanged", unchanged,
                "skipped", skipped,
                "review", review,
                "errors", errors);
    }

    static Counts of(Map<String, Object> state) {
        return new Counts(
                number(state, "done"),
                number(state, "created"),
                number(state, "updated"),
                number(state, "unchanged"),
                number(state, "skipped"),
                number(state, "review"),
                number(state, "errors"));
    }

    static long number(Map<String, Object> state, String name) {
        return state.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
