package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.kithwork.archives.internal.store.FoundSignalStore;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Trail;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.rest.Patch;
import org.kithwork.store.TimeKey;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shows signals to those who see the customer, and notes what becomes of them. Who may read none of the interactions
 * that one stands on learns that there is a signal of its kind, and no word more.
 */
@Component(service = FoundSignals.class)
public final class FoundSignals {

    private static final int NOTE = 1000;

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Transactions transactions;
    private final FoundSignalStore store;
    private final ArchivesFields fields;
    private final Trail trail;
    private final Paging paging;
    private final Clock clock;

    @Activate
    public FoundSignals(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference FoundSignalStore store,
            @Reference ArchivesFields fields,
            @Reference Trail trail,
            @Reference Paging paging,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.transactions = transactions;
        this.store = store;
        this.fields = fields;
        this.trail = trail;
        this.paging = paging;
        this.clock = clock;
    }

    /** The signal; refuses with {@code not-found} what is not there or out of scope. */
    public FoundSignal get(SignalId id) {
        return store.find(id, access.visibility(ArchivesPermissions.SIGNAL_VIEW))
                .map(this::shown)
                .orElseThrow(SignalId::notFound);
    }

    /**
     * The signals of a customer, or of all whom the actor may see; newest first.
     *
     * @param mine only those that the actor took up or dismissed
     */
    public Page<FoundSignal> list(SignalFilter asked, boolean mine, PageRequest request) {
        var visibility = access.visibility(ArchivesPermissions.SIGNAL_VIEW);
        var customer = asked.customer();
        var visible = customer == null ? null : customers.requireVisible(customer);
        var filter = new SignalFilter(
                visible, asked.kind(), asked.state(), mine ? access.actor().id() : null);
        var page = paging.page(
                store.list(filter, visibility, request),
                request,
                signal -> TimeKey.of(signal.at(), signal.id().value()));
        return new Page<>(shown(page.items()), page.next());
    }

    /** Notes what became of it. What is open again is nobody's. Who may not read the note does not write it. */
    public FoundSignal change(SignalId id, long version, Patch patch) {
        var visibility = access.visibility(ArchivesPermissions.SIGNAL_EDIT);
        return transactions.call(() -> {
            var before = store.lock(id, visibility).orElseThrow(SignalId::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            customers.requireOpen(before.customerId());
            patch.allow(SignalChange.class);
            fields.requireWritable(before, patch.members());
            if (patch.has(ArchivesFields.NOTE) && evidence(List.of(before)).isEmpty()) {
                throw Problem.of(ProblemKind.FORBIDDEN, Said.message("signal-not-yours"));
            }
            var after = patched(before, patch);
            if (after.equals(before)) {
                return before;
            }
            trail.audited(
                    "archives.signal.changed",
                    before.customerId(),
                    id.value(),
                    Map.of("state", after.state().name()),
                    null);
            return store.change(after);
        });
    }

    private FoundSignal patched(FoundSignal before, Patch patch) {
        var faults = new Faults();
        var said =
                patch.has("state") ? faults.choice("/state", patch.text("state"), SignalState.class) : before.state();
        if (patch.has("state") && patch.text("state") == null) {
            faults.add("/state", "required");
        }
        var note = patch.has("note") ? faults.optionalText("/note", patch.text("note"), NOTE) : before.note();
        faults.check();
        var state = said == null ? before.state() : said;
        var same = state == before.state();
        var actor = access.actor();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var open = state == SignalState.OPEN;
        return new FoundSignal(
                before.id(),
                before.version(),
                before.customerId(),
                before.kind(),
                before.rule(),
                before.at(),
                before.evidence(),
                state,
                same ? before.decidedBy() : open ? null : new ActorName(actor.id(), actor.name()),
                same ? before.decidedAt() : open ? null : now,
                note);
    }

    /** A signal that was just changed, as the actor may see it. */
    public FoundSignal shown(FoundSignal signal) {
        return shown(List.of(signal)).get(0);
    }

    /** What the actor may read of what each stands on; those of which he may read nothing are left out. */
    private Map<SignalId, Evidence> evidence(List<FoundSignal> signals) {
        var ids = signals.stream().map(FoundSignal::id).toList();
        return access.permits(ArchivesPermissions.INTERACTION_VIEW)
                ? store.evidence(ids, Reader.of(access, access.visibility(ArchivesPermissions.INTERACTION_VIEW)))
                : Map.of();
    }

    private List<FoundSignal> shown(List<FoundSignal> signals) {
        var evidence = evidence(signals);
        return fields.shownSignals(signals.stream()
                .map(signal -> {
                    var readable = evidence.get(signal.id());
                    return readable == null ? signal.saying(null, null) : signal.on(readable);
                })
                .toList());
    }

    /** The signals of a customer on which nobody has decided, as far as the actor may see them, at most so many. */
    List<FoundSignal> open(CustomerId visible, int most) {
        return access.permits(ArchivesPermissions.SIGNAL_VIEW)
                ? list(new SignalFilter(visible, null, SignalState.OPEN, null), false, PageRequest.first(most))
                        .items()
                : List.of();
    }
}
