package org.kithwork.consent;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The one gate for messages to customers. Eleven steps in this order, the first that speaks against it decides: 1 erased,
 * blocked, restricted or deceased; 2 under 14 without a guardian's grant, but for {@code SERVICE}; 3 no contact point that
 * works; 4 do-not-contact, complaint or suppressed, but for {@code SERVICE}; 5 channel refused; 6 purpose refused; 7 no
 * grant where one is needed; 8 a module's hold; 9 quiet hours, and where asked for the hours
 * that the customer likes: delayed; 10 the cap over all modules, {@code SERVICE} not
 * counted: dropped or delayed by priority; 11 contact point already served in this send. Always there.
 */
@ProviderType
public interface SendDecisions {

    /** What would be decided; counts nothing. Needs {@code core:consent:view} on the customer. */
    SendDecision preview(SendRequest request);

    /**
     * Decides, and when it allows counts the message, in the current transaction or one of its own: call it in the one
     * that writes the message to the outbox, so that both or neither hold. Of many at once never more pass than the cap
     * allows. Needs {@code core:consent:view} on the customer.
     */
    SendDecision decide(SendRequest request);
}
