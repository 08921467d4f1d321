package org.kithwork.funnel.internal.pool;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.text.Bilingual;

/**
 * Customers without an owner, and by what rules they are claimed and go back.
 *
 * @param teams who claims from it, and whose customers go back to it; empty for all
 * @param stores whose customers they are; empty for all
 * @param retired nobody claims from it, and nobody goes back to it
 */
public record Pool(
        PoolId id,
        long version,
        Bilingual name,
        Set<TeamId> teams,
        Set<StoreId> stores,
        PoolRules rules,
        boolean retired) {

    public Pool {
        teams = Set.copyOf(teams);
        stores = Set.copyOf(stores);
    }

    /** Whether somebody in these teams claims from it. */
    boolean isFor(Collection<TeamId> ofUser) {
        return teams.isEmpty() || ofUser.stream().anyMatch(teams::contains);
    }

    /** Whether customers of this store are in it. */
    boolean isFor(@Nullable StoreId store) {
        return stores.isEmpty() || (store != null && stores.contains(store));
    }
}
