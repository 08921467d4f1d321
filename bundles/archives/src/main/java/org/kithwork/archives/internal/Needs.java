package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.NeedStore;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Trail;
import org.kithwork.id.Ids;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.TimeKey;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The register of what customers need: written down, met or dropped, and those that wait too long. */
@Component(service = Needs.class)
public final class Needs {

    /** After so many days an open need waits too long. */
    public static final int OVERDUE_DAYS = 90;

    private static final int TEXT = 1000;

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Transactions transactions;
    private final NeedStore store;
    private final ArchivesFields fields;
    private final QualityTasks tasks;
    private final Trail trail;
    private final Paging paging;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Needs(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference NeedStore store,
            @Reference ArchivesFields fields,
            @Reference QualityTasks tasks,
            @Reference Trail trail,
            @Reference Paging paging,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.transactions = transactions;
        this.store = store;
        this.fields = fields;
        this.tasks = tasks;
        this.trail = trail;
        this.paging = paging;
        this.ids = ids;
        this.clock = clock;
    }

    /** The need; refuses with {@code not-found} what is not there or out of scope. */
    public Need get(NeedId id) {
        return store.find(id, access.visibility(ArchivesPermissions.NEED_VIEW))
                .map(fields::shown)
                .orElseThrow(NeedId::notFound);
    }

    /**
     * The needs of a customer, or of all whom the actor may see; newest first.
     *
     * @param overdueDays only open ones that are older than so many days
     */
    public Page<Need> list(
            @Nullable CustomerId customer,
            @Nullable NeedState state,
            @Nullable Integer overdueDays,
            PageRequest request) {
        var visibility = access.visibility(ArchivesPermissions.NEED_VIEW);
        var visible = customer == null ? null : customers.requireVisible(customer);
        if (overdueDays != null && (overdueDays < 0 || overdueDays > 36_500)) {
            throw Problem.invalid("/overdue", Said.message("days-range"));
        }
        var before = overdueDays == null ? null : clock.instant().minus(Duration.ofDays(overdueDays));
        var found = store.list(visible, overdueDays == null ? state : NeedState.OPEN, before, visibility, request);
        var page = paging.page(
                found, request, need -> TimeKey.of(need.at(), need.id().value()));
        return new Page<>(fields.shownNeeds(page.items()), page.next());
    }

    /** A need that was just changed, as the actor may see it. */
    public Need shown(Need need) {
        return fields.shown(need);
    }

    /** Writes a need down; it is open. */
    public Need record(NeedDraft draft) {
        access.require(ArchivesPermissions.NEED_CREATE);
        var faults = new Faults();
        var customer = CustomerId.required(faults, "/customerId", draft.customerId());
        var text = faults.requiredText("/text", draft.text(), TEXT);
        var source = faults.optionalText("/source", draft.source(), 60);
        var at = Said.at(faults, draft.at(), clock);
        faults.check();
        if (customer == null) {
            throw new IllegalStateException("A draft without faults is complete");
        }
        var actor = access.actor();
        var need = new Need(
                new NeedId(ids.next()),
                0,
                customer,
                text,
                source,
                at,
                NeedState.OPEN,
                null,
                null,
                new ActorName(actor.id(), actor.name()),
                null);
        return transactions.call(() -> {
            customers.requireOpen(customer);
            var data = new HashMap<String, Object>();
            if (source != null) {
                data.put("source", source);
            }
            trail.happened(ArchivesEvents.NEED_RECORDED, customer, need.id().value(), at, data, null);
            return store.insert(need);
        });
    }

    /** Changes the members that the patch names. What is open again has no outcome. */
    public Need change(NeedId id, long version, Patch patch) {
        var visibility = access.visibility(ArchivesPermissions.NEED_EDIT);
        return transactions.call(() -> {
            var before = store.lock(id, visibility).orElseThrow(NeedId::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            customers.requireOpen(before.customerId());
            patch.allow(NeedChange.class);
            fields.requireWritable(before, patch.members());
            var after = patched(before, patch);
            if (after.equals(before)) {
                return before;
            }
            if (after.state() == before.state()) {
                trail.audited("archives.need.edited", before.customerId(), id.value(), named(patch), null);
            } else {
                trail.happened(
                        ArchivesEvents.NEED_CHANGED,
                        before.customerId(),
                        id.value(),
                        clock.instant(),
                        Map.of("state", after.state().name()),
                        null);
            }
            if (after.state() != NeedState.OPEN) {
                store.task(id).ifPresent(task -> tasks.needless(List.of(task)));
            }
            return store.change(after);
        });
    }

    private static Map<String, Object> named(Patch patch) {
        return Map.of("fields", patch.members().stream().sorted().collect(Collectors.joining(", ")));
    }

    private Need patched(Need before, Patch patch) {
        var faults = new Faults();
        var text = patch.has("text") ? faults.requiredText("/text", patch.text("text"), TEXT) : before.text();
        var said = patch.has("state") ? faults.choice("/state", patch.text("state"), NeedState.class) : before.state();
        if (patch.has("state") && patch.text("state") == null) {
            faults.add("/state", "required");
        }
        var outcome =
                patch.has("outcome") ? faults.optionalText("/outcome", patch.text("outcome"), TEXT) : before.outcome();
        var state = said == null ? before.state() : said;
        if (state == NeedState.OPEN && patch.has("outcome") && outcome != null) {
            faults.add("/outcome", Said.message("outcome-open"));
        }
        faults.check();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var closedAt = state == NeedState.OPEN ? null : state == before.state() ? before.closedAt() : now;
        return new Need(
                before.id(),
                before.version(),
                before.customerId(),
                text,
                before.source(),
                before.at(),
                state,
                closedAt,
                state == NeedState.OPEN ? null : outcome,
                before.by(),
                before.reminder());
    }

    /** The open needs of a customer, as far as the actor may see them, at most so many. */
    List<Need> open(CustomerId visible, int most) {
        return access.permits(ArchivesPermissions.NEED_VIEW)
                ? store.list(
                        visible,
                        NeedState.OPEN,
                        null,
                        access.visibility(ArchivesPermissions.NEED_VIEW),
                        PageRequest.first(most))
                : List.of();
    }
}
