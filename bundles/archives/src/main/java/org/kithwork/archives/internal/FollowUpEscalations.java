package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kithwork.archives.internal.store.FollowUpStore;
import org.kithwork.company.Stores;
import org.kithwork.company.Teams;
import org.kithwork.customer.ActorName;
import org.kithwork.event.Trail;
import org.kithwork.job.spi.Upkeep;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.UserId;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes what stays missed the matter of one person: of who leads the owner's team or one above it, else of who leads the store, and
 * never of the owner.
 */
@Component
public final class FollowUpEscalations implements Upkeep {

    private final FollowUpStore store;
    private final Teams teams;
    private final Stores stores;
    private final Transactions transactions;
    private final Trail trail;
    private final AccessControl access;
    private final Clock clock;

    @Activate
    public FollowUpEscalations(
            @Reference FollowUpStore store,
            @Reference Teams teams,
            @Reference Stores stores,
            @Reference Transactions transactions,
            @Reference Trail trail,
            @Reference AccessControl access,
            @Reference Clock clock) {
        this.store = store;
        this.teams = teams;
        this.stores = stores;
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
        Portions.each(most -> store.toEscalate(clock.instant(), most), id -> transactions.run(() -> escalate(id)));
    }

    /** Once: whoever is late finds that it is escalated, or missed no more. */
    private void escalate(FollowUpId id) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        store.lockToEscalate(id, now).ifPresent(followUp -> {
            var person = above(followUp);
            var escalated = store.change(followUp.escalated(new Escalation(now, person.orElse(null))), access.actor());
            var data = new HashMap<>(FollowUpBook.data(escalated));
            person.ifPresent(one -> data.put("escalatedTo", one.id()));
            trail.happened(ArchivesEvents.FOLLOW_UP_ESCALATED, escalated.customerId(), id.value(), now, data, null);
        });
    }

    private Optional<ActorName> above(FollowUp followUp) {
        var owner = followUp.owner().id();
        var place = followUp.storeId();
        var leads = teams.leads(new UserId(owner), ArchivesPermissions.FOLLOW_UP_VIEW);
        var managers = place == null ? List.<ActorName>of() : stores.managers(place);
        return Stream.concat(leads.stream(), managers.stream())
                .filter(person -> !person.id().equals(owner))
                .findFirst();
    }
}
