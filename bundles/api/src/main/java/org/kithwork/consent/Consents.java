package org.kithwork.consent;

import java.util.List;
import org.kithwork.customer.CustomerId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads what customers decided, as far as the actor may see them ({@code core:consent:view}). An absorbed customer's
 * answers are those of its survivor. Always there.
 */
@ProviderType
public interface Consents {

    /** What holds now, for each purpose on each channel but {@code ANY}. */
    List<ConsentState> states(CustomerId customer);

    /** The log, newest decision first, at most 500 of them. */
    List<ConsentEvent> log(CustomerId customer);

    /** What holds for every message. */
    ContactPolicy policy(CustomerId customer);
}
