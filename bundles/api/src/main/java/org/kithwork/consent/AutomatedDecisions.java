package org.kithwork.consent;

import org.kithwork.customer.CustomerId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Whether a machine alone may decide on a customer: his level, his price, his score, the segment he falls into. Ask
 * before each such decision and each time anew; where it is not allowed, leave the customer out or have a person decide.
 * What a person decides with the figures before him needs no leave. Always there.
 *
 * <p>A refusal of {@link Purpose#PROFILING} on {@link Channel#ANY} in the {@link ConsentLog} is the objection, and a later
 * grant takes it back; silence is none. An objection of an absorbed customer is one of its survivor. What changes it is
 * told as the event {@code core.consent.automation-changed} beside that of the decision.
 */
@ProviderType
public interface AutomatedDecisions {

    /**
     * What holds now. Needs {@code core:consent:view} on the customer; a module learns of a closed or erased one that it
     * is not allowed, to anybody else it is not there.
     */
    AutomatedDecision of(CustomerId customer);
}
