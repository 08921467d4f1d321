package org.kithwork.core.internal.outbound;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A host that may be called.
 *
 * @param internal whether it may stand for an address of this machine or of a private network
 */
public record AllowedHost(
        String host,
        boolean internal,
        @Nullable String note,
        Instant allowedAt,
        @Nullable String allowedBy) {}
