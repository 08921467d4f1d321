package org.kithwork.consent;

import org.jspecify.annotations.Nullable;

/**
 * What holds for a purpose on a channel.
 *
 * @param allowed whether consent alone would let a message through
 * @param decidedBy the event that decided; {@code null} where nothing was said
 */
public record ConsentState(
        Purpose purpose,
        Channel channel,
        Standing standing,
        boolean allowed,
        @Nullable ConsentEvent decidedBy) {

    /** What the person said. */
    public enum Standing {
        GRANTED,
        REFUSED,
        /** Nothing that still holds: a refusal where the purpose needs a grant. */
        SILENT
    }
}
