package org.kithwork.core.internal.duplicate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ContactType;

/**
 * What is compared of a customer.
 *
 * @param name the whole name in its comparable form; empty for one without a name
 * @param spoken the ways to spell the name in letters
 * @param sex by ISO 5218; 0 and 9 say nothing
 * @param identifiers the values by scheme
 */
public record DuplicateProfile(
        String id,
        String name,
        Set<String> spoken,
        @Nullable Integer birthMonth,
        @Nullable Integer birthDay,
        int sex,
        List<Point> points,
        Map<String, Set<String>> identifiers) {

    public DuplicateProfile {
        spoken = Set.copyOf(spoken);
        points = List.copyOf(points);
        identifiers = Map.copyOf(identifiers);
    }

    /**
     * A contact point that may be matched.
     *
     * @param equal what equal values have in common
     * @param confirmed when the customer was last known to be reached there
     */
    public record Point(ContactType type, String equal, boolean shared, Instant confirmed) {}
}
