package org.kithwork.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a member of a customer can be relied on.
 *
 * @param valid whether it has the form that the core makes of such a value and nothing speaks against it: a contact point
 *     that bounced, is known to be wrong or reaches nobody for sure is not valid, nor is a name whose parts are a guess
 * @param since when the value was entered, changed or verified last, whichever is latest
 * @param contactPoint the contact point that the state is of; {@code null} for other members
 */
public record MemberState(
        boolean valid, Instant since, @Nullable String contactPoint) {}
