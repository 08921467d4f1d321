package org.kithwork.funnel.internal.lead;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.event.EventType;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelEvents;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.lead.Lead.Assignment;
import org.kithwork.funnel.internal.store.LeadStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes leads from state to state and from hand to hand, all but the last step ({@link LeadConversions}). Each step, its audit and its event
 * are one transaction.
 */
@Component(service = LeadMoves.class)
public final class LeadMoves {

    private final AccessControl access;
    private final Transactions transactions;
    private final LeadStore store;
    private final LeadReader reader;
    private final LeadBook book;
    private final Assigner assigner;
    private final Trail trail;
    private final Clock clock;

    @Activate
    public LeadMoves(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference LeadStore store,
            @Reference LeadReader reader,
            @Reference LeadBook book,
            @Reference Assigner assigner,
            @Reference Trail trail,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.reader = reader;
        this.book = book;
        this.assigner = assigner;
        this.trail = trail;
        this.clock = clock;
    }

    /** What was asked for, read. */
    private record Asked(
            LeadState to,
            @Nullable LeadState from,
            @Nullable Rejection reason,
            @Nullable LeadNote note) {}

    /**
     * Takes a lead to another state. To where it is already changes nothing. Refused with {@code lead-moved} where it is not where the caller
     * thinks, and with {@code lead-state}, which says what is possible, where there is no such way.
     */
    public Lead move(LeadId id, LeadMove draft) {
        var right = access.visibility(FunnelPermissions.LEAD_EDIT);
        var asked = read(draft);
        return transactions.call(() -> {
            var before = store.lock(id, right).orElseThrow(LeadId::notFound);
            if (asked.from() != null && asked.from() != before.state()) {
                throw Problem.conflict(LeadReader.message("lead-moved"));
            }
            return before.state() == asked.to() ? before : moved(before, asked);
        });
    }

    private Lead moved(Lead before, Asked asked) {
        before.state().requireWay(asked.to());
        book.requireOpen(before);
        if (before.state() == LeadState.REJECTED) {
            access.require(FunnelPermissions.LEAD_REOPEN);
        }
        if (asked.to().isOpen() && before.owner() == null) {
            throw Problem.conflict(LeadReader.message("lead-of-nobody"));
        }
        var note = asked.note();
        if (note != null) {
            book.write(before, note);
        }
        var after = before.in(asked.to(), asked.reason(), now());
        var data = new HashMap<>(LeadBook.figures(after));
        if (asked.to() == LeadState.REJECTED) {
            data.put("reason", String.valueOf(asked.reason()));
            tell(FunnelEvents.LEAD_REJECTED, after, data);
        } else if (before.state() == LeadState.REJECTED) {
            tell(FunnelEvents.LEAD_REOPENED, after, data);
        } else {
            LeadBook.tellMoved(trail, before, after);
        }
        return store.change(after, access.actor());
    }

    private void tell(EventType type, Lead after, HashMap<String, Object> data) {
        trail.happened(type, after.customerId(), after.id().value(), after.stateSince(), data, null);
    }

    /**
     * Gives a lead to somebody: to whom the draft names, else to whom the rules choose. What nobody looks after one may take without the right
     * to give leads to others.
     */
    public Lead assign(LeadId id, LeadAssignment draft) {
        var right = access.visibility(FunnelPermissions.LEAD_EDIT);
        var faults = new Faults();
        var named = reader.owner(faults, draft.ownerId());
        faults.check();
        var takes = named != null && named.id().equals(access.actor().id());
        if (!takes) {
            access.require(FunnelPermissions.LEAD_ASSIGN);
        }
        return transactions.call(() -> {
            var before = store.lock(id, right).orElseThrow(LeadId::notFound);
            var owner = before.owner();
            if (!takes || owner != null) {
                requireGiven(id, right);
            }
            LeadBook.requireUnconverted(before);
            book.requireOpen(before);
            var after = named == null ? byRule(before) : before.of(named, new Assignment(now(), by(), null));
            var given = after.owner();
            if (owner != null && given != null && owner.id().equals(given.id())) {
                return before;
            }
            trail.happened(
                    FunnelEvents.LEAD_ASSIGNED,
                    after.customerId(),
                    id.value(),
                    clock.instant(),
                    LeadBook.figures(after),
                    null);
            return store.change(after, access.actor());
        });
    }

    /** Who gives away what is somebody's, or gives to somebody else, must be allowed to on this lead. */
    private void requireGiven(LeadId id, Visibility edited) {
        var right = access.visibility(FunnelPermissions.LEAD_ASSIGN);
        if (!right.equals(edited) && store.find(id, right).isEmpty()) {
            throw LeadId.notFound();
        }
    }

    private Lead byRule(Lead before) {
        var facts = LeadReader.facts(
                before.source(),
                before.campaignId(),
                before.storeId(),
                !store.notes(before.id()).isEmpty());
        return assigner.choose(facts)
                .map(chosen -> before.of(chosen.owner(), new Assignment(now(), by(), chosen.rule())))
                .orElseThrow(() -> Problem.conflict(LeadReader.message("no-rule-fits")));
    }

    private Asked read(LeadMove draft) {
        var faults = new Faults();
        var to = faults.choice("/state", draft.state(), LeadState.class);
        if (draft.state() == null) {
            faults.add("/state", "required");
        } else if (to == LeadState.CONVERTED) {
            faults.add("/state", LeadReader.message("convert-instead"));
        }
        var from = faults.choice("/from", draft.from(), LeadState.class);
        var reason = Rejection.read(faults, "/reason", draft.reason());
        if (to == LeadState.REJECTED && reason == null && !faults.names("/reason")) {
            faults.add("/reason", LeadReader.message("rejection", Rejection.choices()));
        }
        var note = reader.note(faults, "/note", draft.note(), now());
        faults.check();
        if (to == null) {
            throw new IllegalStateException("A draft without faults has a state");
        }
        return new Asked(to, from, to == LeadState.REJECTED ? reason : null, note);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private ActorName by() {
        var actor = access.actor();
        return new ActorName(actor.id(), actor.name());
    }
}
