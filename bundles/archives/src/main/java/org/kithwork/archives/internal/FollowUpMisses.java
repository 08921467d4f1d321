package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.kithwork.archives.internal.store.FollowUpStore;
import org.kithwork.event.Trail;
import org.kithwork.job.spi.Upkeep;
import org.kithwork.permission.AccessControl;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes as missed what was not done by the end of its day, and lets its series go on. */
@Component
public final class FollowUpMisses implements Upkeep {

    private final FollowUpStore store;
    private final FollowUpSeries series;
    private final Transactions transactions;
    private final Trail trail;
    private final AccessControl access;
    private final Clock clock;

    @Activate
    public FollowUpMisses(
            @Reference FollowUpStore store,
            @Reference FollowUpSeries series,
            @Reference Transactions transactions,
            @Reference Trail trail,
            @Reference AccessControl access,
            @Reference Clock clock) {
        this.store = store;
        this.series = series;
        this.transactions = transactions;
        this.trail = trail;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public String module() {
        return "archives";
    }

    @Override
    public void run() {
        Portions.each(most -> store.overdue(clock.instant(), most), id -> transactions.run(() -> miss(id)));
    }

    /** Once: whoever is late finds that its day is over no more, or that it is closed. */
    private void miss(FollowUpId id) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        store.lockOverdue(id, now).ifPresent(followUp -> {
            var missed = store.change(followUp.closed(FollowUpState.MISSED, now, null), access.actor());
            trail.happened(
                    ArchivesEvents.FOLLOW_UP_MISSED,
                    missed.customerId(),
                    id.value(),
                    now,
                    FollowUpBook.data(missed),
                    null);
            series.goOn(missed, access.actor());
        });
    }
}
