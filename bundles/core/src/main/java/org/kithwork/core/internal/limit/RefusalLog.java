package org.kithwork.core.internal.limit;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.limit.store.UsageStore;
import org.kithwork.permission.Actor;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Tells of refusals from a thread of its own, since the transaction of what was refused is rolled back. */
@Component(service = Refusals.class)
public final class RefusalLog implements Refusals {

    private static final int MOST = 1_000;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final UsageStore store;
    private final LimitAlerts alerts;
    private final Callers callers;
    private final Transactions transactions;
    private final Set<Refusal> waiting = ConcurrentHashMap.newKeySet();
    private final Worker worker;

    private record Refusal(Actor actor, LimitAlerts.Usage usage, long used, long allowed) {}

    @Activate
    public RefusalLog(
            @Reference UsageStore store,
            @Reference LimitAlerts alerts,
            @Reference Callers callers,
            @Reference Transactions transactions) {
        this.store = store;
        this.alerts = alerts;
        this.callers = callers;
        this.transactions = transactions;
        this.worker = new Worker("kithwork-limits", PAUSE, this::write);
    }

    @Deactivate
    void stop() {
        worker.close();
    }

    @Override
    public void refused(Actor actor, LimitAlerts.Usage usage, long used, long allowed) {
        if (waiting.size() < MOST) {
            waiting.add(new Refusal(actor, usage, used, allowed));
        }
    }

    /** Writes what waits, each limit once a day. */
    void write() {
        for (var refusal : Set.copyOf(waiting)) {
            waiting.remove(refusal);
            callers.run(
                    refusal.actor(),
                    () -> transactions.run(() -> {
                        if (store.reach(refusal.usage().key())) {
                            alerts.reached(refusal.usage(), refusal.used(), refusal.allowed());
                        }
                    }));
        }
    }
}
