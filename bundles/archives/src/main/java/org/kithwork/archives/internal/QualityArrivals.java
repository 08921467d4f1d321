package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.kithwork.archives.internal.store.QualityArrivalStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at customers who are new a little later and many at once: an import of a hundred thousand is not held up by it.
 */
@Component(service = QualityArrivals.class)
public final class QualityArrivals {

    private static final Logger LOGGER = LoggerFactory.getLogger(QualityArrivals.class);
    private static final int PORTION = 50;
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final QualityArrivalStore store;
    private final QualityIndex index;
    private final QualityRules rules;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public QualityArrivals(
            @Reference QualityArrivalStore store,
            @Reference QualityIndex index,
            @Reference QualityRules rules,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.store = store;
        this.index = index;
        this.rules = rules;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Remembers, in the current transaction, that the customer is to be looked at. */
    void arrived(CustomerId customer) {
        store.add(customer, clock.instant());
    }

    /** Looks at those who have come, for so long at most that other upkeep has its turn. */
    void work() {
        var all = rules.all();
        var begun = System.nanoTime();
        for (var some = store.some(PORTION); !some.isEmpty(); some = store.some(PORTION)) {
            look(some, all);
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                return;
            }
        }
    }

    private void look(List<CustomerId> some, List<QualityRule> all) {
        try {
            transactions.run(() -> some.forEach(customer -> {
                if (store.take(customer)) {
                    index.renew(customer, all);
                }
            }));
        } catch (RuntimeException e) {
            if (some.size() > 1) {
                some.forEach(customer -> look(List.of(customer), all));
            } else {
                // Whatever changes the customer next has him looked at again.
                LOGGER.warn("The customer {} cannot be looked at", some.get(0), e);
                transactions.run(() -> store.take(some.get(0)));
            }
        }
    }
}
