package org.kithwork.core.internal.privacy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.company.Company;
import org.kithwork.core.internal.operation.CustomerAlias;
import org.kithwork.core.internal.operation.CustomerGuard;
import org.kithwork.core.internal.privacy.store.HoldEntity;
import org.kithwork.core.internal.privacy.store.HoldStore;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Legal holds, of which a customer may have several. Whoever sets one has locked the customer, as who erases has: so an
 * erasure sees every hold that was set before it.
 */
@Component(service = LegalHolds.class)
public final class LegalHolds {

    static final String TABLE = "core_privacy_hold";
    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_YEARS = 30;

    private final HoldStore store;
    private final CustomerAlias alias;
    private final CustomerGuard guard;
    private final PrivacyCipher cipher;
    private final AccessControl access;
    private final Audit audit;
    private final Company company;
    private final Paging paging;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public LegalHolds(
            @Reference HoldStore store,
            @Reference CustomerAlias alias,
            @Reference CustomerGuard guard,
            @Reference PrivacyCipher cipher,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Company company,
            @Reference Paging paging,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.alias = alias;
        this.guard = guard;
        this.cipher = cipher;
        this.access = access;
        this.audit = audit;
        this.company = company;
        this.paging = paging;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A hold to be; raw. {@code until} is the last day, {@code YYYY-MM-DD}. */
    public record Draft(
            @Nullable CustomerId customerId,
            @Nullable String reason,
            @Nullable String until) {}

    /** Newest first; all of them, or those that hold; of a customer also those of whom it absorbed, which stand against its erasure as well. */
    public Page<Hold> list(@Nullable CustomerId customer, boolean active, PageRequest request) {
        access.require(PrivacyPermissions.VIEW);
        var rows = transactions.call(
                () -> store.list(customer == null ? null : person(customer), active ? today() : null, request));
        return paging.page(rows, request, row -> row.id).map(this::view);
    }

    private Set<String> person(CustomerId customer) {
        var ids = new TreeSet<String>();
        ids.add(customer.value());
        alias.aliases(customer).forEach(absorbed -> ids.add(absorbed.value()));
        return ids;
    }

    /** Sets a hold on a customer that is neither absorbed nor erased. */
    public Hold set(Draft draft) {
        access.require(PrivacyPermissions.CREATE);
        var faults = new Faults();
        var customer = draft.customerId();
        if (customer == null) {
            faults.add("/customerId", "required");
        }
        var reason = faults.requiredText("/reason", draft.reason(), LONGEST_REASON);
        var until = until(faults, draft.until());
        faults.check();
        if (customer == null || until == null) {
            throw new IllegalStateException("Checked above");
        }
        return transactions.call(() -> {
            guard.lock(PrivacyPermissions.CREATE, customer).open(customer);
            var actor = access.actor();
            var row = new HoldEntity();
            row.id = ids.next();
            row.customerId = customer.value();
            row.untilDay = until.toString();
            row.reasonCipher = cipher.seal(TABLE, "reason_cipher", row.id, reason);
            row.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            row.createdBy = actor.id();
            row.createdName = actor.name();
            store.insert(row);
            note("hold.set", row, Map.of("until", row.untilDay), reason);
            return view(row);
        });
    }

    private @Nullable LocalDate until(Faults faults, @Nullable String given) {
        if (given == null || given.isBlank()) {
            faults.add("/until", "required");
            return null;
        }
        var until = faults.date("/until", given);
        var today = today();
        if (until != null && (until.isBefore(today) || until.isAfter(today.plusYears(LONGEST_YEARS)))) {
            faults.add("/until", Message.of(LegalHolds.class, "hold-until", LONGEST_YEARS));
        }
        return until;
    }

    /** Ends a hold before its time. */
    public Hold release(String id, @Nullable String reason) {
        access.require(PrivacyPermissions.EDIT);
        var faults = new Faults();
        var said = faults.requiredText("/reason", reason, LONGEST_REASON);
        faults.check();
        var customer = transactions
                .call(() -> store.find(id))
                .map(row -> new CustomerId(row.customerId))
                .orElseThrow(() -> Problem.notFound("hold"));
        return transactions.call(() -> {
            guard.lock(PrivacyPermissions.EDIT, customer).visible(customer);
            var row = store.find(id).orElseThrow(() -> Problem.notFound("hold"));
            if (!isActive(row)) {
                throw Problem.conflict(Message.of(LegalHolds.class, "hold-ended"));
            }
            var actor = access.actor();
            row.releasedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            row.releasedBy = actor.id();
            row.releasedName = actor.name();
            row.releaseCipher = cipher.seal(TABLE, "release_cipher", row.id, said);
            note("hold.released", row, Map.of(), said);
            return view(row);
        });
    }

    private void note(String action, HoldEntity row, Map<String, Object> detail, String reason) {
        audit.record(new Audit.Entry(action, "core:hold", row.id, new CustomerId(row.customerId), detail, reason));
    }

    private LocalDate today() {
        return clock.instant().atZone(company.zone()).toLocalDate();
    }

    private boolean isActive(HoldEntity row) {
        return row.releasedAt == null && !LocalDate.parse(row.untilDay).isBefore(today());
    }

    private Hold view(HoldEntity row) {
        return new Hold(
                row.id,
                new CustomerId(row.customerId),
                cipher.open(TABLE, "reason_cipher", row.id, row.reasonCipher),
                LocalDate.parse(row.untilDay),
                isActive(row),
                row.createdAt,
                new ActorName(row.createdBy, row.createdName),
                row.releasedAt,
                row.releasedAt == null ? null : new ActorName(row.releasedBy, row.releasedName),
                cipher.open(TABLE, "release_cipher", row.id, row.releaseCipher));
    }
}
