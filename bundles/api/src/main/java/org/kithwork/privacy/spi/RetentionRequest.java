package org.kithwork.privacy.spi;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.customer.CustomerId;
import org.kithwork.store.Sql;

/**
 * Which records are meant.
 *
 * @param kind the id of one of the participant's kinds
 * @param action one of that kind's actions
 * @param before records of an earlier time are past theirs
 * @param spared customers whose records stay, for a legal hold or an open case
 */
public record RetentionRequest(String kind, RetentionAction action, Instant before, Set<CustomerId> spared) {

    public RetentionRequest {
        spared = Set.copyOf(spared);
    }

    /** The condition that a record belongs to nobody who is spared. */
    public Sql.Condition sparing(String customerColumn) {
        if (spared.isEmpty()) {
            return Sql.Condition.of("1 = 1");
        }
        var those = those(customerColumn);
        return new Sql.Condition("(" + customerColumn + " IS NULL OR NOT " + those.text() + ")", those.parameters());
    }

    /** The condition that a record belongs to somebody who is spared. */
    public Sql.Condition spared(String customerColumn) {
        return spared.isEmpty() ? Sql.Condition.of("1 = 0") : those(customerColumn);
    }

    private Sql.Condition those(String customerColumn) {
        return Sql.Condition.in(
                customerColumn, spared.stream().map(CustomerId::value).collect(Collectors.toSet()));
    }
}
