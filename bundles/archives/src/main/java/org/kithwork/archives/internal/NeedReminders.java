package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.kithwork.archives.internal.store.FollowUpStore;
import org.kithwork.archives.internal.store.NeedStore;
import org.kithwork.archives.internal.store.QualityTaskStore;
import org.kithwork.company.Stores;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.event.Trail;
import org.kithwork.permission.AccessControl;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Puts needs that wait too long on people's lists: on that of who answers for the customer, else of who leads the store,
 * the oldest first, once in {@value Needs#OVERDUE_DAYS} days for each need. They share a person's few places of a day with
 * the values that are to be confirmed. A need for which nobody answers is looked at again the next night, and its list
 * says so.
 */
@Component(service = NeedReminders.class)
public final class NeedReminders {

    private static final Duration PERIOD = Duration.ofDays(Needs.OVERDUE_DAYS);
    private static final Duration NIGHT = Duration.ofHours(20);
    private static final int PORTION = 200;
    private static final int MOST_PORTIONS = 50;

    private final CustomerDirectory customers;
    private final NeedStore needs;
    private final QualityRules rules;
    private final QualityTaskStore places;
    private final FollowUpStore followUps;
    private final Errands errands;
    private final Stores stores;
    private final Transactions transactions;
    private final Trail trail;
    private final AccessControl access;
    private final Clock clock;

    @Activate
    public NeedReminders(
            @Reference CustomerDirectory customers,
            @Reference NeedStore needs,
            @Reference QualityRules rules,
            @Reference QualityTaskStore places,
            @Reference FollowUpStore followUps,
            @Reference Errands errands,
            @Reference Stores stores,
            @Reference Transactions transactions,
            @Reference Trail trail,
            @Reference AccessControl access,
            @Reference Clock clock) {
        this.customers = customers;
        this.needs = needs;
        this.rules = rules;
        this.places = places;
        this.followUps = followUps;
        this.errands = errands;
        this.stores = stores;
        this.transactions = transactions;
        this.trail = trail;
        this.access = access;
        this.clock = clock;
    }

    /** What one night gives to each person. */
    private record Round(Instant now, LocalDate day, int places, Set<String> full) {}

    /** Reminds of what is due; it may run twice. */
    void run() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var round = new Round(now, errands.day(now), rules.set().tasksPerDay(), new HashSet<>());
        var after = "";
        for (int portion = 0; portion < MOST_PORTIONS && round.places() > 0; portion++) {
            var due = needs.toRemind(now, after, PORTION);
            for (var need : due) {
                transactions.run(() -> remind(need.id(), round));
                after = need.key();
            }
            if (due.size() < PORTION) {
                return;
            }
        }
    }

    private void remind(NeedId id, Round round) {
        var need = needs.lockToRemind(id, round.now());
        var customer = need.flatMap(found -> customers.find(found.customerId()));
        if (customer.isEmpty()) {
            return;
        }
        var person = person(customer.get());
        if (person.isEmpty()) {
            needs.remind(id, new Reminder(round.now(), null), null, round.now().plus(NIGHT));
        } else if (hasRoom(person.get().id(), round)) {
            var task = errands.errand(customer.get(), person.get(), round.day(), FollowUpKind.CALL, FollowUp.NEED);
            followUps.insert(task, access.actor());
            trail.audited(
                    "archives.follow-up.planned", task.customerId(), task.id().value(), FollowUpBook.data(task), null);
            needs.remind(
                    id,
                    new Reminder(round.now(), task.owner()),
                    task.id(),
                    round.now().plus(PERIOD));
        }
    }

    private Optional<ActorName> person(Customer customer) {
        var owner = customer.ownerId();
        var store = customer.storeId();
        if (owner != null) {
            return Optional.of(new ActorName(owner.value(), customer.ownerName()));
        }
        return store == null
                ? Optional.empty()
                : stores.managers(store).stream().findFirst();
    }

    /** Whether the person gets one more; the place is taken then. */
    private boolean hasRoom(String person, Round round) {
        if (round.full().contains(person)) {
            return false;
        }
        var open = places.open(person) + needs.openTasks(person);
        var room = open < round.places()
                && places.takePlace(person, round.day(), round.places()).isPresent();
        if (!room) {
            round.full().add(person);
        }
        return room;
    }
}
