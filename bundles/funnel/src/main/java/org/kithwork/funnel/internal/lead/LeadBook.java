package org.kithwork.funnel.internal.lead;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelEvents;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.lead.Lead.Assignment;
import org.kithwork.funnel.internal.lead.LeadReader.Checked;
import org.kithwork.funnel.internal.store.LeadStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes leads down, and what is known of them. Each change, its audit and its event are one transaction. */
@Component(service = LeadBook.class)
public final class LeadBook {

    private static final int MOST_NOTES = 200;

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Transactions transactions;
    private final LeadStore store;
    private final LeadReader reader;
    private final Newcomers newcomers;
    private final Assigner assigner;
    private final Trail trail;
    private final Clock clock;

    @Activate
    public LeadBook(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference LeadStore store,
            @Reference LeadReader reader,
            @Reference Newcomers newcomers,
            @Reference Assigner assigner,
            @Reference Trail trail,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.transactions = transactions;
        this.store = store;
        this.reader = reader;
        this.newcomers = newcomers;
        this.assigner = assigner;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Writes a lead down, with somebody new where the draft says so, and gives it to whom the draft or the rules say. Refuses with {@code
     * possible-duplicate} somebody new who is there already.
     */
    public Lead create(LeadDraft draft) {
        var right = access.visibility(FunnelPermissions.LEAD_CREATE);
        var now = now();
        var faults = new Faults();
        if (draft.customerId() == null && draft.customer() == null) {
            faults.add("/customerId", "required");
        }
        var said = reader.read(draft, right, null, now, faults);
        return transactions.call(() -> {
            var kept = enter(said, right, now, null);
            trail.audited(
                    FunnelEvents.LEAD_OPENED.name(),
                    kept.customerId(),
                    kept.id().value(),
                    figures(kept),
                    null);
            return kept;
        });
    }

    /**
     * Writes a lead down as a row of an import tells of it, in the transaction of the import, whose row is the audit of it.
     *
     * @param faults what was found at fault of the row before
     * @param newcomer makes the customer of a draft that names none, once nothing is at fault
     */
    public Lead enterRow(LeadDraft draft, Instant openedAt, Faults faults, @Nullable Supplier<CustomerId> newcomer) {
        var right = access.visibility(FunnelPermissions.LEAD_CREATE);
        if (draft.customerId() == null && draft.customer() == null && newcomer == null && faults.isEmpty()) {
            faults.add("/customerId", "required");
        }
        return enter(reader.read(draft, right, null, openedAt, faults), right, openedAt, newcomer);
    }

    private Lead enter(Checked said, Visibility right, Instant at, @Nullable Supplier<CustomerId> newcomer) {
        var known = said.customer();
        var place = said.store() == null ? placeOf(known, right) : said.store();
        var rule = said.owner() == null ? assigner.choose(said.facts(place)).orElse(null) : null;
        var chosen = rule == null ? said.owner() : rule.owner();
        var customer = customerOf(said, newcomer, chosen, place);
        var owner = chosen == null ? whoWouldLoseIt(customer, place) : chosen;
        var kept = store.insert(
                new Lead(
                        said.id(),
                        0,
                        customer,
                        said.title(),
                        said.source(),
                        said.campaignId(),
                        place == null ? placeOf(customer, right) : place,
                        owner,
                        owner == null ? null : new Assignment(now(), by(), rule == null ? null : rule.rule()),
                        LeadState.NEW,
                        null,
                        at,
                        at,
                        null),
                access.actor());
        var note = said.note();
        if (note != null) {
            store.add(kept.id(), note);
        }
        trail.told(FunnelEvents.LEAD_OPENED, customer, kept.id().value(), at, figures(kept));
        return kept;
    }

    /** Whose lead it is: he is there, or made now. */
    private CustomerId customerOf(
            Checked said, @Nullable Supplier<CustomerId> newcomer, @Nullable ActorName owner, @Nullable StoreId place) {
        var known = said.customer();
        if (known != null) {
            return customers.requireOpen(known);
        }
        var draft = said.newcomer();
        return newcomer == null
                ? newcomers.create(Objects.requireNonNull(draft), said.source(), owner, place)
                : newcomer.get();
    }

    /** Where a lead of this customer is; of somebody new where his record will be. */
    private @Nullable StoreId placeOf(@Nullable CustomerId customer, Visibility right) {
        if (customer == null) {
            return right.stores().size() == 1
                    ? new StoreId(right.stores().iterator().next())
                    : null;
        }
        return customers.find(customer).map(found -> found.storeId()).orElse(null);
    }

    /** What no rule gives to anybody is his who writes it down, where he would not see it again otherwise. */
    private @Nullable ActorName whoWouldLoseIt(CustomerId customer, @Nullable StoreId place) {
        if (access.actor().kind() != Actor.Kind.USER || !access.permits(FunnelPermissions.LEAD_VIEW)) {
            return null;
        }
        var sees = access.visibility(FunnelPermissions.LEAD_VIEW);
        var store = place == null ? null : place.value();
        var sought = sees.covers(customer.value(), null, store, false)
                || customers
                        .find(customer)
                        .filter(one -> sees.covers(customer.value(), text(one.ownerId()), text(one.storeId()), false))
                        .isPresent();
        return sought ? null : by();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Changes the members that the patch names. Whoever looks after a new lead works on it by that. */
    public Lead change(LeadId id, long version, Patch patch) {
        var right = access.visibility(FunnelPermissions.LEAD_EDIT);
        patch.allow(LeadChange.class);
        return transactions.call(() -> {
            var before = store.lock(id, right).orElseThrow(LeadId::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            requireUnconverted(before);
            var said = reader.read(LeadDraft.of(before, patch), right, before, now(), new Faults());
            var after = before.said(said.title(), said.source(), said.campaignId(), said.store());
            if (after.equals(before)) {
                return before;
            }
            trail.happened(
                    FunnelEvents.LEAD_CHANGED,
                    after.customerId(),
                    id.value(),
                    clock.instant(),
                    Map.of("fields", patch.members().stream().sorted().collect(Collectors.joining(", "))),
                    null);
            return store.change(touched(after), access.actor());
        });
    }

    /** Writes something down of a lead. Whoever looks after a new lead works on it by that. */
    public LeadNote note(LeadId id, LeadNoteDraft draft) {
        var right = access.visibility(FunnelPermissions.LEAD_EDIT);
        var faults = new Faults();
        var note = reader.note(faults, "", draft, now());
        if (note == null && faults.isEmpty()) {
            faults.add("/text", "required");
        }
        faults.check();
        return transactions.call(() -> {
            var before = store.lock(id, right).orElseThrow(LeadId::notFound);
            requireUnconverted(before);
            var made = Objects.requireNonNull(note);
            write(before, made);
            var after = touched(before);
            if (!after.equals(before)) {
                store.change(after, access.actor());
            }
            return made;
        });
    }

    /** Adds a note to a lead whose row is locked. */
    void write(Lead lead, LeadNote note) {
        if (store.notes(lead.id()).size() >= MOST_NOTES) {
            throw Problem.conflict(LeadReader.message("notes-many", MOST_NOTES));
        }
        var customer = requireOpen(lead);
        store.add(lead.id(), note);
        trail.audited("funnel.lead.noted", customer, lead.id().value(), Map.of(), null);
    }

    /** A lead that is worked on from now on, where its owner has just done something about it. */
    private Lead touched(Lead lead) {
        var owner = lead.owner();
        if (lead.state() != LeadState.NEW
                || owner == null
                || !owner.id().equals(access.actor().id())) {
            return lead;
        }
        var working = lead.in(LeadState.WORKING, null, now());
        tellMoved(trail, lead, working);
        return working;
    }

    /** Takes back what an import wrote down; answers whether it is gone: it stays where somebody did something about it since. */
    public boolean takeBack(LeadId id, Instant until) {
        return store.removeUnchanged(id, until);
    }

    /** Whose lead it is; refuses it where he was erased, or is not to be seen. */
    CustomerId requireOpen(Lead lead) {
        var customer = lead.customerId();
        if (customer == null) {
            throw Problem.conflict(LeadReader.message("lead-erased"));
        }
        return customers.requireOpen(customer);
    }

    /** Refuses what has become an opportunity, saying which. */
    static void requireUnconverted(Lead lead) {
        var made = lead.opportunityId();
        if (made != null) {
            throw Problem.conflict(LeadReader.message("lead-converted")).with("opportunityId", made.value());
        }
    }

    /** Leaves the traces of a step that nobody needs a type of its own for. */
    static void tellMoved(Trail trail, Lead before, Lead after) {
        var data = new HashMap<>(figures(after));
        data.put("fromState", before.state().name());
        trail.happened(FunnelEvents.LEAD_MOVED, after.customerId(), after.id().value(), after.stateSince(), data, null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private ActorName by() {
        var actor = access.actor();
        return new ActorName(actor.id(), actor.name());
    }

    /** What the events of a lead tell: ids and its state. */
    static Map<String, Object> figures(Lead lead) {
        var data = new HashMap<String, Object>();
        data.put("state", lead.state().name());
        var owner = lead.owner();
        if (owner != null) {
            data.put("ownerId", owner.id());
        }
        var place = lead.storeId();
        if (place != null) {
            data.put("storeId", place.value());
        }
        return data;
    }
}
