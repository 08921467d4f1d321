package org.kithwork.archives.internal;

import org.kithwork.archives.internal.store.FollowUpStore;
import org.kithwork.id.Ids;
import org.kithwork.permission.Actor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets a series of follow-ups go on: each has one that comes after it, whoever asks and how often. */
@Component(service = FollowUpSeries.class)
public final class FollowUpSeries {

    private final FollowUpStore store;
    private final FollowUpDays days;
    private final Ids ids;

    @Activate
    public FollowUpSeries(@Reference FollowUpStore store, @Reference FollowUpDays days, @Reference Ids ids) {
        this.store = store;
        this.days = days;
        this.ids = ids;
    }

    /** Plans what comes after one that is over and whose row is locked, unless that is planned already. */
    void goOn(FollowUp over, Actor by) {
        if (over.customerId() == null || over.number() != store.last(over.series())) {
            return;
        }
        days.next(over)
                .ifPresent(next -> store.insert(over.next(new FollowUpId(ids.next()), next.at(), next.number()), by));
    }
}
