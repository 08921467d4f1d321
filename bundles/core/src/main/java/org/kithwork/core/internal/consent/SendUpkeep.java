package org.kithwork.core.internal.consent;

import java.time.Clock;
import java.time.Duration;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.consent.store.SendStore;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Forgets which messages went out once neither a cap nor somebody who asks for evidence needs them: after more than five
 * months. What customers decided stays. A portion is a transaction, so one that breaks off is gone on with the next time.
 */
@Component(service = SendUpkeep.class, immediate = true)
public final class SendUpkeep {

    static final Duration KEPT = Duration.ofDays(160);

    private static final Duration PAUSE = Duration.ofMinutes(30);
    private static final int PORTION = 500;

    private final SendStore store;
    private final Transactions transactions;
    private final Clock clock;
    private final Worker worker;

    @Activate
    public SendUpkeep(@Reference SendStore store, @Reference Transactions transactions, @Reference Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        worker = new Worker("kithwork-sends", PAUSE, () -> purge(PORTION));
    }

    /** Takes out all that is too old, so many rows at a time; how many there were. */
    int purge(int portion) {
        var before = clock.instant().minus(KEPT);
        var gone = 0;
        var more = true;
        while (more) {
            int some = transactions.call(() -> store.purge(before, portion));
            gone += some;
            more = some > 0;
        }
        return gone;
    }

    @Deactivate
    void stop() {
        worker.close();
    }
}
