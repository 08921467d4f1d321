package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kithwork.archives.internal.store.FollowUpStore;
import org.kithwork.archives.internal.store.QualityTaskStore;
import org.kithwork.archives.internal.store.QualityTaskStore.Due;
import org.kithwork.company.Stores;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.event.Trail;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Puts the values that have not been confirmed for too long on people's lists, the oldest first and a few a day: on that of
 * who answers for the customer, else of who leads the store. It may run twice, at once, or late: the place of a task in the
 * day of its person and the field of its customer are each taken once.
 */
@Component(service = FreshnessPlan.class)
public final class FreshnessPlan {

    /** Before the id of a store whose customers nobody answers for. */
    static final String OF_STORE = "store:";

    private static final Duration REST = Duration.ofDays(30);
    private static final int PORTION = 200;

    /** For so many days; longer than the longest holidays. */
    private static final int PLACES_KEPT = 14;

    private final CustomerDirectory customers;
    private final QualityIndex index;
    private final QualityRules rules;
    private final QualityTaskStore store;
    private final FollowUpStore followUps;
    private final Errands errands;
    private final Stores stores;
    private final Transactions transactions;
    private final Trail trail;
    private final AccessControl access;
    private final Clock clock;

    @Activate
    public FreshnessPlan(
            @Reference CustomerDirectory customers,
            @Reference QualityIndex index,
            @Reference QualityRules rules,
            @Reference QualityTaskStore store,
            @Reference FollowUpStore followUps,
            @Reference Errands errands,
            @Reference Stores stores,
            @Reference Transactions transactions,
            @Reference Trail trail,
            @Reference AccessControl access,
            @Reference Clock clock) {
        this.customers = customers;
        this.index = index;
        this.rules = rules;
        this.store = store;
        this.followUps = followUps;
        this.errands = errands;
        this.stores = stores;
        this.transactions = transactions;
        this.trail = trail;
        this.access = access;
        this.clock = clock;
    }

    /** Plans what is due for today or, on a day off, for the next working day. */
    void run() {
        var now = clock.instant();
        var day = errands.day(now);
        letRest(now);
        transactions.run(() -> store.forgetPlaces(day.minusDays(PLACES_KEPT)));
        var places = rules.set().tasksPerDay();
        if (places > 0) {
            store.lists(now).forEach(list -> plan(list, day, places, now));
        }
    }

    /** What was done or given up without a confirmation is not asked for again at once. */
    private void letRest(Instant now) {
        for (var ended = store.ended(PORTION); !ended.isEmpty(); ended = store.ended(PORTION)) {
            var some = ended;
            transactions.run(() -> store.putOff(some, now.plus(REST)));
        }
    }

    private void plan(String list, LocalDate day, int places, Instant now) {
        var person = person(list);
        if (person.isEmpty()) {
            return;
        }
        for (var due : store.due(list, now, places * 2)) {
            if (!transactions.call(() -> plan(due, list, person.get(), day, places, now))) {
                return;
            }
        }
    }

    private Optional<ActorName> person(String list) {
        return list.startsWith(OF_STORE)
                ? stores.managers(new StoreId(list.substring(OF_STORE.length()))).stream()
                        .findFirst()
                : Optional.of(new ActorName(list, null));
    }

    /** Whether the person may get another one. The customer is looked at again first: much may have come since. */
    private boolean plan(Due due, String list, ActorName person, LocalDate day, int places, Instant now) {
        if (store.open(person.id()) >= places) {
            return false;
        }
        index.renew(due.customer());
        var customer = customers.find(due.customer()).orElse(null);
        if (customer == null) {
            return true;
        }
        var place = store.takePlace(person.id(), day, places);
        if (place.isEmpty()) {
            return false;
        }
        var task = errands.errand(customer, person, day, kind(due.field()), due.field());
        if (!store.claim(due, list, task.id(), person.id(), now)) {
            store.freePlace(place.get());
            return true;
        }
        followUps.insert(task, access.actor());
        trail.audited("archives.follow-up.planned", due.customer(), task.id().value(), FollowUpBook.data(task), null);
        return true;
    }

    /** The way that is proposed; whoever does it chooses. */
    private static FollowUpKind kind(String field) {
        return List.of("email", "wechat").contains(field) ? FollowUpKind.MAIL : FollowUpKind.CALL;
    }
}
