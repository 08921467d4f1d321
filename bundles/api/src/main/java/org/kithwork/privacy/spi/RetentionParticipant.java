package org.kithwork.privacy.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Holds records that are kept for a time. The core calls each method as the module, the last two in a transaction. A
 * module that holds data on customers and does not offer this keeps the rule for idle customers from running, since
 * nobody could tell whether they are idle.
 */
@ConsumerType
public interface RetentionParticipant {

    /** The module's word. */
    String module();

    /** The kinds of record that may have a rule; their ids begin with the module's word. */
    List<RetentionKind> kinds();

    /** When each of these customers last did something here; those who never did are left out. Sees all records. */
    Map<CustomerId, Instant> lastActivity(Collection<CustomerId> customers);

    /** How much is past its time; changes nothing. */
    RetentionDue due(RetentionRequest request);

    /**
     * Removes some of what is past its time and not spared.
     *
     * @param after where the step before ended; {@code null} at the start. What was removed before does not count again
     * @param limit how many records at most
     */
    RetentionBatch remove(RetentionRequest request, @Nullable String after, int limit);
}
