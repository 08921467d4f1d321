package org.kithwork.archives.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a return; raw.
 *
 * @param at now where absent
 * @param externalId its key; the same one again on this purchase is the same return
 */
public record ReturnDraft(
        @Nullable String at,
        @Nullable List<Line> lines,
        @Nullable String externalId) {

    /** How much of a line comes back. */
    public record Line(@Nullable String lineId, @Nullable String quantity) {}
}
