package org.kithwork.archives.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;

/**
 * That a missed follow-up has become the matter of one person above its owner.
 *
 * @param to {@code null} where nobody stands above him: an administrator has to see to it
 */
public record Escalation(Instant at, @Nullable ActorName to) {}
