package org.kithwork.core.internal.duplicate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.core.internal.duplicate.store.DuplicateStore;
import org.kithwork.core.internal.duplicate.store.PairEntity;
import org.kithwork.id.Ids;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts what a search has found into the queue, less what people have said to be two. */
@Component(service = DuplicateWriter.class)
public final class DuplicateWriter {

    private static final int FULL = 999;

    private final DuplicateStore store;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public DuplicateWriter(
            @Reference DuplicateStore store,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** Two customers that a search takes for one. */
    record Found(String one, String other, DuplicateScore score) {

        String key() {
            return DuplicateWriter.key(one, other);
        }
    }

    /** What names a pair in whatever order. */
    static String key(String one, String other) {
        return one.compareTo(other) < 0 ? one + ":" + other : other + ":" + one;
    }

    /** Writes the pairs in a transaction, with what the body writes. */
    void write(Collection<Found> found, DuplicateMethod method, String searchId, Runnable body) {
        transactions.run(() -> {
            var distinct = distinct(found.stream()
                    .flatMap(pair -> List.of(pair.one(), pair.other()).stream())
                    .collect(Collectors.toSet()));
            for (var pair : found) {
                if (!distinct.contains(pair.key())) {
                    store.put(entity(pair, method, searchId));
                }
            }
            body.run();
        });
    }

    /** The pairs among these customers that were said to be two, themselves or those who were merged into them. */
    Set<String> distinct(Set<String> customers) {
        if (customers.isEmpty()) {
            return Set.of();
        }
        var survivors = new HashMap<String, String>(store.absorbedBy(customers));
        var all = new ArrayList<>(customers);
        all.addAll(survivors.keySet());
        var keys = new HashSet<String>();
        for (var pair : store.ofCustomers(all)) {
            if (pair.state == DuplicateState.DISTINCT) {
                keys.add(key(
                        survivors.getOrDefault(pair.customerA, pair.customerA),
                        survivors.getOrDefault(pair.customerB, pair.customerB)));
            }
        }
        return keys;
    }

    private PairEntity entity(Found found, DuplicateMethod method, String searchId) {
        var pair = new PairEntity();
        pair.pairKey = found.key();
        pair.id = ids.next();
        pair.customerA = pair.pairKey.substring(0, pair.pairKey.indexOf(':'));
        pair.customerB = pair.pairKey.substring(pair.pairKey.indexOf(':') + 1);
        pair.method = method;
        pair.score = found.score().score();
        pair.rules = found.score().rules().stream().map(DuplicateRule::name).collect(Collectors.joining(" "));
        pair.sortKey = (FULL - pair.score) + pair.pairKey;
        pair.searchId = searchId;
        pair.foundAt = clock.instant();
        return pair;
    }
}
