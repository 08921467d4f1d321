package org.kithwork.test;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.MemberState;
import org.kithwork.customer.MemberStates;

/** States of customers' members as a test says them, as far as the actor sees the customer. */
public final class FakeMemberStates implements MemberStates {

    private final CustomerDirectory customers;
    private final Map<CustomerId, Map<String, MemberState>> states = new ConcurrentHashMap<>();

    public FakeMemberStates(CustomerDirectory customers) {
        this.customers = customers;
    }

    /** From now on the member has a value that is valid and stands there since then. */
    public FakeMemberStates valid(CustomerId customer, String member, Instant since) {
        return put(customer, member, new MemberState(true, since, null));
    }

    /** From now on the member is in this state. */
    public FakeMemberStates put(CustomerId customer, String member, MemberState state) {
        states.computeIfAbsent(customer, id -> new ConcurrentHashMap<>()).put(member, state);
        return this;
    }

    /** From now on the member is empty. */
    public FakeMemberStates clear(CustomerId customer, String member) {
        states.getOrDefault(customer, new HashMap<>()).remove(member);
        return this;
    }

    @Override
    public Map<String, MemberState> of(CustomerId id) {
        return Map.copyOf(states.getOrDefault(customers.requireVisible(id), Map.of()));
    }
}
