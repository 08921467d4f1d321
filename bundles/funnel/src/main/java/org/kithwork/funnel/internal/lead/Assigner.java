package org.kithwork.funnel.internal.lead;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kithwork.company.Teams;
import org.kithwork.company.Users;
import org.kithwork.customer.ActorName;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.lead.AssignmentRule.Facts;
import org.kithwork.funnel.internal.store.AssignmentRuleStore;
import org.kithwork.permission.UserId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds by the rules who looks after a lead: those of a rule get its leads in turn, however many come in at once. */
@Component(service = Assigner.class)
public final class Assigner {

    private final AssignmentRuleStore store;
    private final Users users;
    private final Teams teams;

    @Activate
    public Assigner(@Reference AssignmentRuleStore store, @Reference Users users, @Reference Teams teams) {
        this.store = store;
        this.users = users;
        this.teams = teams;
    }

    /**
     * Whose a lead is.
     *
     * @param rule what the rule is called
     */
    record Chosen(ActorName owner, String rule) {}

    /**
     * Whose turn it is by the first rule that fits and has somebody who is there; empty where there is none. The turn is taken in the
     * current transaction: until it ends, others of the same rule wait.
     */
    Optional<Chosen> choose(Facts facts) {
        for (var rule : store.all().items()) {
            if (rule.isFor(facts)) {
                var there = people(rule);
                if (there.values().stream().anyMatch(Optional::isPresent)) {
                    var next = store.turn(rule.id(), last -> next(there, last));
                    return there.getOrDefault(next, Optional.empty()).map(owner -> new Chosen(owner, rule.name()));
                }
            }
        }
        return Optional.empty();
    }

    /** Those of a rule in their order; empty is who has left, or would not find a lead of his. */
    private Map<UserId, Optional<ActorName>> people(AssignmentRule rule) {
        var all = new LinkedHashSet<>(rule.users());
        for (var team : rule.teams()) {
            teams.members(team).stream()
                    .sorted(Comparator.comparing(UserId::value))
                    .forEach(all::add);
        }
        var people = new LinkedHashMap<UserId, Optional<ActorName>>();
        for (var user : all) {
            people.put(user, users.active(user).filter(one -> users.seesOwn(user, FunnelPermissions.LEAD_VIEW)));
        }
        return people;
    }

    /** The first one behind the last who is there, beginning anew behind the end. */
    private static UserId next(Map<UserId, Optional<ActorName>> people, Optional<UserId> last) {
        var order = List.copyOf(people.keySet());
        var from = last.map(order::indexOf).orElse(-1);
        for (int i = 1; i <= order.size(); i++) {
            var one = order.get((from + i) % order.size());
            if (people.getOrDefault(one, Optional.empty()).isPresent()) {
                return one;
            }
        }
        throw new IllegalStateException("Nobody is there");
    }
}
