package org.kithwork.consent;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every message to a customer.
 *
 * @param doNotContact nothing but {@code SERVICE}
 * @param complaint has complained of messages: nothing but {@code SERVICE}
 * @param deceased nothing at all
 * @param preferredFrom from when on he likes to be reached, {@code HH:mm}
 */
public record ContactPolicy(
        long version,
        boolean doNotContact,
        boolean complaint,
        boolean deceased,
        @Nullable LocalDate deceasedOn,
        @Nullable Channel preferredChannel,
        @Nullable String preferredFrom,
        @Nullable String preferredUntil,
        @Nullable Instant updatedAt) {}
