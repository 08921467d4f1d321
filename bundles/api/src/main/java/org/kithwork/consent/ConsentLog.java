package org.kithwork.consent;

import org.kithwork.customer.CustomerId;
import org.kithwork.rest.Patch;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Writes down what customers decide ({@code core:consent:create}); nothing of it is ever changed or taken out. Audit
 * and event are in the same transaction.
 */
@ProviderType
public interface ConsentLog {

    /**
     * Adds a decision. Refuses with {@code invalid} what is incomplete, a grant for a customer under 14 that is not the
     * guardian's and a guardian's grant for anybody else; with {@code refused-by-customer} (conflict) a grant of staff
     * where the person himself refused.
     */
    ConsentEvent record(CustomerId customer, ConsentDraft draft);

    /** As {@link #record}, for a decision that comes with a file: it never turns a refusal into a grant. */
    ConsentEvent recordImported(CustomerId customer, ConsentDraft draft);

    /**
     * Changes what holds for every message: {@code doNotContact}, {@code complaint}, {@code deceased}, {@code deceasedOn},
     * {@code preferredChannel}, {@code preferredFrom}, {@code preferredUntil}.
     */
    ContactPolicy changePolicy(CustomerId customer, long version, Patch patch);
}
