package org.kithwork.funnel.internal.score;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.MemberState;
import org.kithwork.signal.Signal;

/**
 * What is known of customers, as far as whoever asks may know it.
 *
 * @param visible those that whoever asks may see; of others nothing is known
 * @param signals by customer, the earliest first
 * @param absent the types of signals that nobody offers, or that are not told to whoever asks
 * @param members what is written down of each customer
 * @param hidden which of the members that are asked for are hidden from whoever asks
 */
record CustomerFacts(
        Set<CustomerId> visible,
        Map<CustomerId, List<Signal>> signals,
        Set<String> absent,
        Map<CustomerId, Map<String, MemberState>> members,
        Map<CustomerId, Set<String>> hidden) {

    boolean knows(CustomerId customer) {
        return visible.contains(customer);
    }

    /** The signals of this type since then, the earliest first. */
    List<Signal> signals(CustomerId customer, String type, Instant from) {
        return signals.getOrDefault(customer, List.of()).stream()
                .filter(signal -> signal.type().equals(type) && !signal.at().isBefore(from))
                .toList();
    }

    /** Since when the customer has a valid value there. */
    Optional<Instant> has(CustomerId customer, String member) {
        return Optional.ofNullable(members.getOrDefault(customer, Map.of()).get(member))
                .filter(MemberState::valid)
                .map(MemberState::since);
    }

    boolean hides(CustomerId customer, String member) {
        return hidden.getOrDefault(customer, Set.of()).contains(member);
    }
}
