package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a field of a customer stands.
 *
 * @param since when its value was entered, changed, verified or confirmed last
 * @param staleAt from when on it is to be confirmed again; {@code null} where it never is or has no value
 * @param contactPoint the contact point whose value it is
 */
public record QualityLine(
        String field,
        Standing standing,
        BigDecimal weight,
        @Nullable Instant since,
        @Nullable Instant staleAt,
        boolean stale,
        @Nullable @JsonIgnore String contactPoint) {

    /** Whether there is a value and whether it is one. */
    public enum Standing {
        VALID,
        /** There is a value, which reaches nobody or is a guess. */
        INVALID,
        MISSING
    }
}
