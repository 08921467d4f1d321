package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.TermStore;
import org.kithwork.company.Company;
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

/** Special terms agreed with customers, and from when to when they hold, by the company's days. */
@Component(service = Terms.class)
public final class Terms {

    private static final int TEXT = 1000;

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Transactions transactions;
    private final TermStore store;
    private final ArchivesFields fields;
    private final Trail trail;
    private final Paging paging;
    private final Company company;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Terms(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference TermStore store,
            @Reference ArchivesFields fields,
            @Reference Trail trail,
            @Reference Paging paging,
            @Reference Company company,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.transactions = transactions;
        this.store = store;
        this.fields = fields;
        this.trail = trail;
        this.paging = paging;
        this.company = company;
        this.ids = ids;
        this.clock = clock;
    }

    /** The terms; refuses with {@code not-found} what is not there or out of scope. */
    public Term get(TermId id) {
        return store.find(id, access.visibility(ArchivesPermissions.TERM_VIEW))
                .map(fields::shown)
                .orElseThrow(TermId::notFound);
    }

    /**
     * The terms of a customer, or of all whom the actor may see; newest first.
     *
     * @param current only those that hold today
     */
    public Page<Term> list(@Nullable CustomerId customer, boolean current, PageRequest request) {
        var visibility = access.visibility(ArchivesPermissions.TERM_VIEW);
        var visible = customer == null ? null : customers.requireVisible(customer);
        var found = store.list(visible, current ? today() : null, visibility, request);
        var page = paging.page(
                found, request, term -> TimeKey.of(term.at(), term.id().value()));
        return new Page<>(fields.shownTerms(page.items()), page.next());
    }

    /** Terms that were just changed, as the actor may see them. */
    public Term shown(Term term) {
        return fields.shown(term);
    }

    /** Writes down what was agreed. */
    public Term agree(TermDraft draft) {
        access.require(ArchivesPermissions.TERM_CREATE);
        var faults = new Faults();
        var customer = CustomerId.required(faults, "/customerId", draft.customerId());
        var text = faults.requiredText("/text", draft.text(), TEXT);
        var from = faults.date("/validFrom", draft.validFrom());
        var validFrom = from == null ? today() : from;
        var validUntil = faults.date("/validUntil", draft.validUntil());
        period(faults, validFrom, validUntil);
        faults.check();
        if (customer == null) {
            throw new IllegalStateException("A draft without faults is complete");
        }
        var actor = access.actor();
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var term = new Term(
                new TermId(ids.next()),
                0,
                customer,
                text,
                validFrom,
                validUntil,
                at,
                new ActorName(actor.id(), actor.name()));
        return transactions.call(() -> {
            customers.requireOpen(customer);
            trail.happened(ArchivesEvents.TERM_AGREED, customer, term.id().value(), at, days(term), null);
            return store.insert(term);
        });
    }

    private static void period(Faults faults, LocalDate from, @Nullable LocalDate until) {
        if (from.getYear() < 1900 || from.getYear() > 9999) {
            faults.add("/validFrom", "date-invalid");
        }
        if (until != null && (until.isBefore(from) || until.getYear() > 9999)) {
            faults.add("/validUntil", Said.message("end-before-start"));
        }
    }

    private static Map<String, Object> days(Term term) {
        var data = new HashMap<String, Object>();
        data.put("validFrom", term.validFrom().toString());
        var until = term.validUntil();
        if (until != null) {
            data.put("validUntil", until.toString());
        }
        return data;
    }

    /** Changes the members that the patch names; to end terms is to set their last day. */
    public Term change(TermId id, long version, Patch patch) {
        var visibility = access.visibility(ArchivesPermissions.TERM_EDIT);
        return transactions.call(() -> {
            var before = store.lock(id, visibility).orElseThrow(TermId::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            customers.requireOpen(before.customerId());
            patch.allow(TermChange.class);
            fields.requireWritable(before, patch.members());
            var after = patched(before, patch);
            if (after.equals(before)) {
                return before;
            }
            trail.audited(
                    "archives.term.changed",
                    before.customerId(),
                    id.value(),
                    Map.of("fields", patch.members().stream().sorted().collect(Collectors.joining(", "))),
                    null);
            return store.change(after);
        });
    }

    private static Term patched(Term before, Patch patch) {
        var faults = new Faults();
        var text = patch.has("text") ? faults.requiredText("/text", patch.text("text"), TEXT) : before.text();
        var from = patch.has("validFrom") ? faults.date("/validFrom", patch.text("validFrom")) : before.validFrom();
        if (patch.has("validFrom") && patch.text("validFrom") == null) {
            faults.add("/validFrom", "required");
        }
        var validFrom = from == null ? before.validFrom() : from;
        var validUntil =
                patch.has("validUntil") ? faults.date("/validUntil", patch.text("validUntil")) : before.validUntil();
        period(faults, validFrom, validUntil);
        faults.check();
        return new Term(
                before.id(),
                before.version(),
                before.customerId(),
                text,
                validFrom,
                validUntil,
                before.at(),
                before.by());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), company.zone());
    }

    /** The terms that hold today with a customer, as far as the actor may see them, at most so many. */
    List<Term> current(CustomerId visible, int most) {
        return access.permits(ArchivesPermissions.TERM_VIEW)
                ? store.list(
                        visible, today(), access.visibility(ArchivesPermissions.TERM_VIEW), PageRequest.first(most))
                : List.of();
    }
}
