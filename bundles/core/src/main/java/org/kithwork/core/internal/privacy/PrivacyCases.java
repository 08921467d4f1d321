package org.kithwork.core.internal.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.operation.CustomerGuard;
import org.kithwork.core.internal.privacy.PrivacyCase.Channel;
import org.kithwork.core.internal.privacy.PrivacyCase.Content;
import org.kithwork.core.internal.privacy.PrivacyCase.Kind;
import org.kithwork.core.internal.privacy.PrivacyCase.Requester;
import org.kithwork.core.internal.privacy.PrivacyCase.State;
import org.kithwork.core.internal.privacy.store.CaseEntity;
import org.kithwork.core.internal.privacy.store.CaseStore;
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

/** What people ask about their data: entered, listed by deadline. {@link CaseMoves} takes a case to its end. */
@Component(service = PrivacyCases.class)
public final class PrivacyCases {

    static final String OBJECT = "core:case";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REQUEST = 2000;
    private static final int LONGEST_EVIDENCE = 1000;
    private static final Duration OLDEST = Duration.ofDays(366);

    private final CaseStore store;
    private final CaseViews views;
    private final Deadlines deadlines;
    private final CustomerGuard guard;
    private final AccessControl access;
    private final Audit audit;
    private final Paging paging;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public PrivacyCases(
            @Reference CaseStore store,
            @Reference CaseViews views,
            @Reference Deadlines deadlines,
            @Reference CustomerGuard guard,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.views = views;
        this.deadlines = deadlines;
        this.guard = guard;
        this.access = access;
        this.audit = audit;
        this.paging = paging;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A case to be; raw. The customer may be told later; received now where nothing is said. */
    public record Draft(
            @Nullable String kind,
            @Nullable CustomerId customerId,
            @Nullable String channel,
            @Nullable String requester,
            @Nullable String requesterName,
            @Nullable String request,
            @Nullable String evidence,
            @Nullable String receivedAt) {}

    /** The open ones by their deadline, or all, newest first. */
    public Page<PrivacyCase> list(@Nullable CustomerId customer, boolean open, PageRequest request) {
        access.require(PrivacyPermissions.VIEW);
        var id = customer == null ? null : customer.value();
        var rows = transactions.call(() -> open ? store.queue(id, request) : store.list(id, request));
        return paging.page(rows, request, row -> open ? row.dueKey : row.id).map(views::summary);
    }

    public PrivacyCase get(String id) {
        access.require(PrivacyPermissions.VIEW);
        return transactions.call(() -> store.find(id).map(views::view)).orElseThrow(PrivacyCases::notFound);
    }

    /** How many open cases are past their day, counted up to a hundred; for the system itself. */
    public int overdue() {
        return transactions.call(() -> store.overdue(deadlines.today()));
    }

    /** Enters a case. */
    public PrivacyCase receive(Draft draft) {
        access.require(PrivacyPermissions.CREATE);
        var faults = new Faults();
        var row = new CaseEntity();
        row.kind = required(faults, "/kind", draft.kind(), Kind.class);
        row.channel = required(faults, "/channel", draft.channel(), Channel.class);
        row.requester = required(faults, "/requester", draft.requester(), Requester.class);
        var content = new Content(
                faults.optionalText("/requesterName", draft.requesterName(), LONGEST_NAME),
                faults.requiredText("/request", draft.request(), LONGEST_REQUEST),
                faults.optionalText("/evidence", draft.evidence(), LONGEST_EVIDENCE),
                null,
                null,
                null,
                null);
        row.receivedAt = received(faults, draft.receivedAt());
        faults.check();
        return transactions.call(() -> {
            var customer = draft.customerId();
            if (customer != null) {
                guard.lock(PrivacyPermissions.CREATE, customer).open(customer);
                row.customerId = customer.value();
            }
            insert(row, content);
            return views.view(row);
        });
    }

    private void insert(CaseEntity row, Content content) {
        var actor = access.actor();
        row.id = ids.next();
        row.state = State.RECEIVED;
        row.open = true;
        row.dueDay = deadlines.of(row.receivedAt).toString();
        row.dueKey = row.dueDay + row.id;
        row.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.createdBy = actor.id();
        row.createdName = actor.name();
        views.write(row, content);
        store.insert(row);
        audit.record(new Audit.Entry(
                "case.received",
                OBJECT,
                row.id,
                row.customerId == null ? null : new CustomerId(row.customerId),
                Map.of("kind", row.kind.name(), "due", row.dueDay),
                null));
    }

    private Instant received(Faults faults, @Nullable String given) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var at = faults.instant("/receivedAt", given);
        if (at != null && (at.isAfter(now) || at.isBefore(now.minus(OLDEST)))) {
            faults.add("/receivedAt", Message.of(PrivacyCases.class, "case-received"));
        }
        return at == null ? now : at.truncatedTo(ChronoUnit.MICROS);
    }

    private static <E extends Enum<E>> @Nullable E required(
            Faults faults, String pointer, @Nullable String given, Class<E> type) {
        if (given == null || given.isBlank()) {
            faults.add(pointer, "required");
            return null;
        }
        return faults.choice(pointer, given, type);
    }

    static Problem notFound() {
        return Problem.notFound("case");
    }
}
