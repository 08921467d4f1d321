package org.kithwork.customer.spi;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.KnownFact;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module's part in the answer to "why do you know this" and in the profile of a past day. It is asked on behalf of the
 * actor, outside of transactions: what he has no right to, what is out of his scope and what is not meant for him is left
 * out, and what is masked for him is masked, as on the module's own pages. One that fails is named to the reader as if the
 * module were away; the others are shown.
 */
@ConsumerType
public interface FactSource {

    /** The module's word. */
    String name();

    /** All that is held of a customer whom the actor sees, whether or not it still applies, newest first. */
    List<KnownFact> held(CustomerId customer, Locale locale);

    /** What had been written down by then and applied at that time, as far as the module still knows; newest first. */
    List<KnownFact> heldAt(CustomerId customer, Instant time, Locale locale);
}
