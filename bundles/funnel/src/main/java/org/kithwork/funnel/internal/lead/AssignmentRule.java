package org.kithwork.funnel.internal.lead;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;

/**
 * Whose leads of a kind are. An empty condition asks for nothing.
 *
 * @param id by which it is known whose turn is next
 * @param sources a lead comes from one of these, whatever their case
 * @param stores it is in one of these
 * @param has it has all of these
 * @param users they get them in turn, in this order
 * @param teams and then whoever is in these or below them
 */
public record AssignmentRule(
        String id,
        String name,
        List<String> sources,
        Set<StoreId> stores,
        Set<Fact> has,
        List<UserId> users,
        List<TeamId> teams) {

    public AssignmentRule {
        sources = List.copyOf(sources);
        stores = Set.copyOf(stores);
        has = Set.copyOf(has);
        users = List.copyOf(users);
        teams = List.copyOf(teams);
    }

    /** What may be known of a lead. */
    public enum Fact {
        SOURCE,
        CAMPAIGN,
        STORE,
        NOTE
    }

    /**
     * What rules are asked by.
     *
     * @param has what is known of it
     */
    public record Facts(@Nullable String source, @Nullable StoreId store, Set<Fact> has) {

        public Facts {
            has = Set.copyOf(has);
        }
    }

    /** Whether it is for such a lead. */
    public boolean isFor(Facts facts) {
        var source = facts.source();
        return (sources.isEmpty() || (source != null && sources.stream().anyMatch(one -> same(one, source))))
                && (stores.isEmpty() || (facts.store() != null && stores.contains(facts.store())))
                && facts.has().containsAll(has);
    }

    private static boolean same(String one, String other) {
        return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
    }
}
