package org.kithwork.core.internal.outbound.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail as administrators see it: neither to whom nor what.
 *
 * @param module that wrote it
 * @param attempts how often it was tried
 * @param nextAt when it is tried next; {@code null} when it is over
 * @param endedAt when it was taken or given up
 * @param answer what the server said the last time
 */
public record MailView(
        String id,
        String module,
        MailState state,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAt,
        @Nullable Instant endedAt,
        @Nullable MailProblem problem,
        @Nullable String answer) {}
