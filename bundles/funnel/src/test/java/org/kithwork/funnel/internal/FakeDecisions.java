package org.kithwork.funnel.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.consent.AutomatedDecision;
import org.kithwork.consent.AutomatedDecisions;
import org.kithwork.customer.CustomerId;

/** Lets a machine decide on everybody but those of whom a test says that they objected. */
public final class FakeDecisions implements AutomatedDecisions {

    private final Set<CustomerId> objected = ConcurrentHashMap.newKeySet();

    /** From now on a machine alone may decide nothing on this customer. */
    public void object(CustomerId customer) {
        objected.add(customer);
    }

    /** From now on it may again. */
    public void allow(CustomerId customer) {
        objected.remove(customer);
    }

    @Override
    public AutomatedDecision of(CustomerId customer) {
        return new AutomatedDecision(!objected.contains(customer), null, null);
    }
}
