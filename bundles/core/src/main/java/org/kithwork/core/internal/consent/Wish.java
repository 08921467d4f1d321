package org.kithwork.core.internal.consent;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.Channel;
import org.kithwork.consent.SendDecision.Wishes;
import org.kithwork.core.internal.consent.store.PolicyEntity;
import org.kithwork.core.internal.customer.CustomerFacts.Facts;

/** How a customer likes to be reached: on which channel, in which hours of his day. */
record Wish(@Nullable Channel channel, @Nullable QuietHours others) {

    /** The survivor's own wishes, else those of one that he absorbed. */
    static Wish of(Facts customer, List<PolicyEntity> policies) {
        var policy = ContactPolicies.view(customer, policies);
        var from = policy.preferredFrom();
        var until = policy.preferredUntil();
        return new Wish(
                policy.preferredChannel(),
                from == null || until == null || from.equals(until)
                        ? null
                        : new QuietHours(LocalTime.parse(until), LocalTime.parse(from)));
    }

    /** What he would like then; nothing where he said nothing. Hours that begin when it is quiet are none. */
    @Nullable
    Wishes at(Instant at, ZoneId zone, QuietHours quiet) {
        var begin = others == null ? null : others.endOf(at, zone).orElse(null);
        var from = begin == null || quiet.endOf(begin, zone).isPresent() ? null : begin;
        return channel == null && from == null ? null : new Wishes(channel, from);
    }
}
