package org.kithwork.funnel.internal.pool;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pool.PoolReader.Checked;
import org.kithwork.funnel.internal.store.PoolStore;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes and changes pools. Each change and its audit are one transaction. */
@Component(service = Pools.class)
public final class Pools {

    private final AccessControl access;
    private final Transactions transactions;
    private final PoolStore store;
    private final PoolReader reader;
    private final Trail trail;
    private final Ids ids;

    @Activate
    public Pools(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference PoolStore store,
            @Reference PoolReader reader,
            @Reference Trail trail,
            @Reference Ids ids) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.reader = reader;
        this.trail = trail;
        this.ids = ids;
    }

    /** All pools, the retired ones among them, in the order in which they were made. */
    public List<Pool> list() {
        access.require(FunnelPermissions.POOL_VIEW);
        return store.all();
    }

    /** The pool; refuses with {@code not-found} what is not there. */
    public Pool get(PoolId id) {
        access.require(FunnelPermissions.POOL_VIEW);
        return store.find(id).orElseThrow(PoolId::notFound);
    }

    public Pool create(PoolDraft draft) {
        access.require(FunnelPermissions.POOL_CONFIGURE);
        var said = reader.read(draft);
        return transactions.call(() -> {
            var made = store.insert(
                    pool(new PoolId(ids.next()), 0, said), access.actor().id());
            audited("funnel.pool.created", made, Map.of());
            return made;
        });
    }

    /** Changes the members that the patch names; of the rules all are said. */
    public Pool change(PoolId id, long version, Patch patch) {
        access.require(FunnelPermissions.POOL_CONFIGURE);
        patch.allow(PoolDraft.class);
        return transactions.call(() -> {
            var before = store.lock(id).orElseThrow(PoolId::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            var after = pool(id, version, reader.read(PoolDraft.of(before, patch)));
            if (after.equals(before)) {
                return before;
            }
            var changed = store.change(after, access.actor().id());
            audited(
                    "funnel.pool.changed",
                    changed,
                    Map.of("fields", patch.members().stream().sorted().collect(Collectors.joining(", "))));
            return changed;
        });
    }

    private static Pool pool(PoolId id, long version, Checked said) {
        return new Pool(id, version, said.name(), said.teams(), said.stores(), said.rules(), said.retired());
    }

    private void audited(String action, Pool pool, Map<String, Object> detail) {
        trail.audited(action, null, pool.id().value(), detail, null);
    }
}
