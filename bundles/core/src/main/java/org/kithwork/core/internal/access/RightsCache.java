package org.kithwork.core.internal.access;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.kithwork.core.internal.access.store.RightsStore;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Scope;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What each actor may do, remembered for a few seconds, or until this node changes rights. */
@Component(service = RightsCache.class)
public final class RightsCache {

    private static final Duration LIFE = Duration.ofSeconds(4);
    private static final int MOST = 5_000;

    private final RightsStore store;
    private final PermissionCatalog catalog;
    private final DefaultGrants defaults;
    private final Transactions transactions;
    private final Clock clock;
    private final Map<Actor, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();

    /** The list that was looked at last; weak, since its sources may belong to a module that has left. */
    private volatile WeakReference<List<PermissionSource>> seen = new WeakReference<>(List.of());

    private record Entry(Rights rights, Instant loadedAt, long generation) {}

    @Activate
    public RightsCache(
            @Reference RightsStore store,
            @Reference PermissionCatalog catalog,
            @Reference DefaultGrants defaults,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.store = store;
        this.catalog = catalog;
        this.defaults = defaults;
        this.transactions = transactions;
        this.clock = clock;
    }

    Rights of(Actor actor) {
        noticeSources();
        var known = entries.get(actor);
        var now = clock.instant();
        if (known != null
                && known.generation() == generation.get()
                && Duration.between(known.loadedAt(), now).abs().compareTo(LIFE) < 0) {
            return known.rights();
        }
        var before = generation.get();
        var rights = load(actor);
        if (entries.size() >= MOST) {
            entries.clear();
        }
        entries.put(actor, new Entry(rights, now, before));
        return rights;
    }

    /** Forgets all once the current transaction has committed: rights have changed. */
    public void forget() {
        transactions.afterCommit(() -> {
            generation.incrementAndGet();
            entries.clear();
        });
    }

    private void noticeSources() {
        var sources = catalog.sources();
        if (!seen.refersTo(sources) && defaults.apply()) {
            transactions.afterCommit(() -> seen = new WeakReference<>(sources));
            forget();
        }
    }

    private Rights load(Actor actor) {
        return switch (actor.kind()) {
            case USER -> ofUser(actor.id());
            case TOKEN -> ofToken(actor.id());
            case MODULE -> ofModule(actor.id());
            case PUBLIC -> Rights.NONE;
        };
    }

    private Rights ofToken(String tokenId) {
        return store.tokenOwner(tokenId)
                .map(token -> ofUser(token.userId()).only(Set.of(token.scopes().split(" "))))
                .orElse(Rights.NONE);
    }

    private Rights ofModule(String word) {
        var grants = new ArrayList<Rights.Grant>();
        for (var permission : catalog.named(word)) {
            grants.add(new Rights.Grant(word, permission, Scope.ALL));
        }
        var everything = Map.of(word, Map.of(FieldRules.ANY, Map.of(FieldRules.ANY, FieldAccess.WRITE)));
        return new Rights(null, List.copyOf(grants), everything, Set.of(), Set.of(), store.limitedCustomers(), false);
    }

    private Rights ofUser(String userId) {
        var loaded = store.load(userId);
        if (loaded.isEmpty()) {
            return Rights.NONE;
        }
        var rows = loaded.get();
        var grants = new ArrayList<Rights.Grant>();
        for (var row : rows.enrolmentDue() ? List.<RightsStore.GrantRow>of() : rows.grants()) {
            grants.add(new Rights.Grant(row.roleId(), Permission.of(row.permission()), Scope.valueOf(row.scope())));
        }
        var policies = new HashMap<String, Map<String, Map<String, FieldAccess>>>();
        for (var row : rows.policies()) {
            policies.computeIfAbsent(row.roleId(), role -> new HashMap<>())
                    .computeIfAbsent(row.object(), object -> new HashMap<>())
                    .put(row.field(), FieldAccess.valueOf(row.access()));
        }
        return new Rights(
                userId,
                List.copyOf(grants),
                policies,
                rows.teamUsers(),
                rows.stores(),
                rows.unlocked(),
                rows.enrolmentDue());
    }
}
