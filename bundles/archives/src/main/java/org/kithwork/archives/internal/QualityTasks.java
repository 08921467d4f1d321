package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.kithwork.archives.internal.store.FollowUpStore;
import org.kithwork.archives.internal.store.QualityStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Trail;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ends the tasks to confirm a value once there is nothing to confirm any more; in the current transaction. */
@Component(service = QualityTasks.class)
public final class QualityTasks {

    private final FollowUpStore followUps;
    private final QualityStore store;
    private final Trail trail;
    private final AccessControl access;
    private final Clock clock;

    @Activate
    public QualityTasks(
            @Reference FollowUpStore followUps,
            @Reference QualityStore store,
            @Reference Trail trail,
            @Reference AccessControl access,
            @Reference Clock clock) {
        this.followUps = followUps;
        this.store = store;
        this.trail = trail;
        this.access = access;
        this.clock = clock;
    }

    /** The value was confirmed by whoever acts. */
    void done(FollowUpId task) {
        followUps.lockOpen(task).ifPresent(open -> {
            var done = followUps.change(open.closed(FollowUpState.DONE, now(), null), access.actor());
            trail.happened(
                    ArchivesEvents.FOLLOW_UP_DONE,
                    done.customerId(),
                    task.value(),
                    now(),
                    FollowUpBook.data(done),
                    null);
        });
    }

    /** There is nothing to do any more: the value was changed, or nobody is to be asked. */
    void needless(Collection<FollowUpId> tasks) {
        tasks.forEach(task -> followUps.lockOpen(task).ifPresent(open -> {
            var given = followUps.change(open.closed(FollowUpState.CANCELLED, now(), null), access.actor());
            trail.audited(
                    "archives.follow-up.cancelled", given.customerId(), task.value(), FollowUpBook.data(given), null);
        }));
    }

    /** The customer is no more; asks no right, as the core calls it for the module. */
    void forget(CustomerId customer) {
        needless(store.remove(customer));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
