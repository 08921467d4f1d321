package org.kithwork.archives.internal.recommendation;

import java.time.Instant;
import org.kithwork.customer.ActorName;

/**
 * An item that is never recommended.
 *
 * @param item its number, or its name where it has none
 */
public record Exclusion(String id, String item, Instant at, ActorName by) {}
