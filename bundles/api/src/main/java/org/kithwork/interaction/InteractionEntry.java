package org.kithwork.interaction;

import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;

/**
 * What is said of an interaction; raw, so that whoever keeps it names every fault at once.
 *
 * @param at RFC 3339; now where absent
 * @param channel such as {@code PHONE}, {@code IM}, {@code VISIT}, {@code COUNTER}, {@code EVENT}
 * @param direction {@code IN} or {@code OUT}; {@code IN} where absent
 * @param topic at most 300 characters
 */
public record InteractionEntry(
        CustomerId customer,
        @Nullable String at,
        @Nullable String channel,
        @Nullable String direction,
        @Nullable String topic,
        @Nullable String body) {}
