package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.kithwork.archives.internal.FollowUpDraft.Cancellation;
import org.kithwork.archives.internal.FollowUpDraft.Completion;
import org.kithwork.archives.internal.store.FollowUpStore;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.event.Trail;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Plans follow-ups and tells what became of them. Each change, its traces and the next of a series are one transaction. */
@Component(service = FollowUpBook.class)
public final class FollowUpBook {

    private static final int LONGEST_REASON = 200;

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Transactions transactions;
    private final FollowUpStore store;
    private final FollowUpDrafts drafts;
    private final FollowUpSeries series;
    private final InteractionBook interactions;
    private final ArchivesFields fields;
    private final Trail trail;
    private final Clock clock;

    @Activate
    public FollowUpBook(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference FollowUpStore store,
            @Reference FollowUpDrafts drafts,
            @Reference FollowUpSeries series,
            @Reference InteractionBook interactions,
            @Reference ArchivesFields fields,
            @Reference Trail trail,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.transactions = transactions;
        this.store = store;
        this.drafts = drafts;
        this.series = series;
        this.interactions = interactions;
        this.fields = fields;
        this.trail = trail;
        this.clock = clock;
    }

    public FollowUp plan(FollowUpDraft draft) {
        return plan(draft, access.actor());
    }

    /** Plans one that is somebody else's where the draft says that it is his own. */
    FollowUp plan(FollowUpDraft draft, Actor owner) {
        var right = access.visibility(ArchivesPermissions.FOLLOW_UP_CREATE);
        var plan = drafts.read(draft, owner, right);
        return transactions.call(() -> {
            var customer = plan.customerId();
            if (customer != null) {
                customers.requireOpen(customer);
            }
            trail.audited("archives.follow-up.planned", customer, plan.id().value(), data(plan), null);
            return store.insert(plan, access.actor());
        });
    }

    /** Changes the members that the patch names; one that was missed and gets another time is planned again. */
    public FollowUp change(FollowUpId id, long version, Patch patch) {
        patch.allow(FollowUpDraft.Change.class);
        return transactions.call(() -> {
            var before = open(id);
            if (before.version() != version) {
                throw Problem.stale();
            }
            fields.requireWritable(before, patch.members());
            var after = drafts.read(before, patch);
            if (after.equals(before)) {
                return before;
            }
            trail.audited(
                    "archives.follow-up.changed",
                    before.customerId(),
                    id.value(),
                    Map.of("fields", patch.members().stream().sorted().collect(Collectors.joining(", "))),
                    null);
            return store.change(after, access.actor());
        });
    }

    /** Says that it was done, records what came of it, and plans the next of its series. */
    public FollowUp complete(FollowUpId id, Completion completion) {
        return transactions.call(() -> {
            var before = open(id);
            var customer = before.customerId();
            if (customer != null) {
                customers.requireOpen(customer);
            }
            var said = completion.interaction();
            var interaction = said == null || customer == null
                    ? null
                    : interactions.record(said.of(customer.value())).id();
            var done = before.closed(FollowUpState.DONE, now(), interaction);
            trail.happened(ArchivesEvents.FOLLOW_UP_DONE, customer, id.value(), now(), data(done), null);
            var stored = store.change(done, access.actor());
            series.goOn(stored, access.actor());
            return stored;
        });
    }

    /** Gives it up; the next of its series comes all the same unless the series is given up as well, with what is open of it. */
    public FollowUp cancel(FollowUpId id, Cancellation cancellation) {
        var faults = new Faults();
        var reason = faults.optionalText("/reason", cancellation.reason(), LONGEST_REASON);
        faults.check();
        return transactions.call(() -> {
            var before = open(id);
            var cancelled = before.closed(FollowUpState.CANCELLED, now(), null);
            trail.audited("archives.follow-up.cancelled", before.customerId(), id.value(), data(cancelled), reason);
            var stored = store.change(cancelled, access.actor());
            if (Boolean.TRUE.equals(cancellation.series())) {
                store.openOfSeries(stored.series()).forEach(other -> {
                    var given = store.change(other.closed(FollowUpState.CANCELLED, now(), null), access.actor());
                    trail.audited(
                            "archives.follow-up.cancelled",
                            given.customerId(),
                            given.id().value(),
                            data(given),
                            reason);
                });
            } else {
                series.goOn(stored, access.actor());
            }
            return stored;
        });
    }

    /** The follow-up with its row locked; refuses one that is over. */
    private FollowUp open(FollowUpId id) {
        var followUp = store.lock(id, access.visibility(ArchivesPermissions.FOLLOW_UP_EDIT))
                .orElseThrow(FollowUpId::notFound);
        if (!followUp.state().isOpen()) {
            throw Problem.conflict(Said.message("follow-up-over"));
        }
        return followUp;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static Map<String, Object> data(FollowUp followUp) {
        var data = new HashMap<String, Object>();
        data.put("kind", followUp.kind().name());
        data.put("ownerId", followUp.owner().id());
        var store = followUp.storeId();
        if (store != null) {
            data.put("storeId", store.value());
        }
        return data;
    }
}
