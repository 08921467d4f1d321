package org.kithwork.archives.internal.recommendation;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.store.ExclusionStore;
import org.kithwork.customer.ActorName;
import org.kithwork.event.Trail;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The items that are never recommended, such as medicine, tobacco, or what runs out. */
@Component(service = Exclusions.class)
public final class Exclusions {

    private static final int ITEM = 300;
    private static final int MOST = 1000;

    private final AccessControl access;
    private final Transactions transactions;
    private final ExclusionStore store;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Exclusions(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference ExclusionStore store,
            @Reference Trail trail,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** All of them, by item. */
    public List<Exclusion> list() {
        access.require(ArchivesPermissions.RECOMMENDATION_EDIT);
        return store.all();
    }

    Set<String> items() {
        return store.all().stream().map(Exclusion::item).collect(Collectors.toSet());
    }

    /** Excludes an item; one that is excluded already stays so. */
    public Exclusion add(ExclusionDraft draft) {
        access.require(ArchivesPermissions.RECOMMENDATION_EDIT);
        var faults = new Faults();
        var item = faults.requiredText("/item", draft.item(), ITEM).strip();
        faults.check();
        var actor = access.actor();
        return transactions.call(() -> {
            var there = store.of(item);
            if (there.isPresent()) {
                return there.get();
            }
            if (store.all().size() >= MOST) {
                throw Problem.conflict(Message.of(Exclusions.class, "exclusions-full", MOST));
            }
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var added = new Exclusion(ids.next(), item, at, new ActorName(actor.id(), actor.name()));
            store.insert(added);
            trail.audited("archives.recommendation.excluded", null, added.id(), Map.of("item", item), null);
            return added;
        });
    }

    /** Lets an item be recommended again. */
    public void remove(String id) {
        access.require(ArchivesPermissions.RECOMMENDATION_EDIT);
        transactions.run(() -> {
            var there =
                    store.find(id).orElseThrow(() -> Problem.notFound(Message.of(Exclusions.class, "thing.exclusion")));
            store.remove(id);
            trail.audited("archives.recommendation.included", null, id, Map.of("item", there.item()), null);
        });
    }
}
