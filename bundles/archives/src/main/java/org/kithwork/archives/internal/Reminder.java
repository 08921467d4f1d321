package org.kithwork.archives.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;

/**
 * The last time that somebody was reminded of an open need that waits too long.
 *
 * @param to on whose list it was put; {@code null} where nobody answers for the customer
 */
public record Reminder(Instant at, @Nullable ActorName to) {}
