package org.kithwork.core.internal.privacy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.consent.ConsentDraft;
import org.kithwork.consent.ConsentLog;
import org.kithwork.core.internal.operation.OperationService;
import org.kithwork.core.internal.privacy.PrivacyCase.Content;
import org.kithwork.core.internal.privacy.PrivacyCase.Kind;
import org.kithwork.core.internal.privacy.PrivacyCase.Requester;
import org.kithwork.core.internal.privacy.PrivacyCase.State;
import org.kithwork.core.internal.privacy.store.CaseEntity;
import org.kithwork.core.internal.privacy.store.CaseStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes a case from one state to the next. Its row is locked meanwhile, so that of two who move it the second meets what
 * the first did; and the operation that carries it out begins in the same transaction.
 */
@Component(service = CaseMoves.class)
public final class CaseMoves {

    private static final int LONGEST = 1000;
    private static final Content NOTHING = new Content(null, null, null, null, null, null, null);

    private final CaseStore store;
    private final CaseViews views;
    private final CasePreviews previews;
    private final Deadlines deadlines;
    private final OperationService operations;
    private final ConsentLog consents;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public CaseMoves(
            @Reference CaseStore store,
            @Reference CaseViews views,
            @Reference CasePreviews previews,
            @Reference Deadlines deadlines,
            @Reference OperationService operations,
            @Reference ConsentLog consents,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.store = store;
        this.views = views;
        this.previews = previews;
        this.deadlines = deadlines;
        this.operations = operations;
        this.consents = consents;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Where a case is to go; raw.
     *
     * @param text how the identity was checked, what was done, or why it is refused
     * @param appeal how the person can object to a refusal
     * @param evidence what proves that the requester may ask for somebody else
     * @param mode what an erasure leaves; ERASE where nothing is said
     */
    public record Move(
            @Nullable String state,
            @Nullable String text,
            @Nullable String appeal,
            @Nullable String evidence,
            @Nullable String mode) {}

    /** Why a case needs longer. */
    public record Extension(@Nullable String reason) {}

    /** Moves the case on; where it begins an operation, the case ends by itself when that is done. */
    public PrivacyCase move(String id, long version, Move move) {
        access.require(PrivacyPermissions.EDIT);
        var faults = new Faults();
        faults.requiredText("/state", move.state(), 20);
        var next = faults.choice("/state", move.state(), State.class);
        var said = faults.optionalText("/text", move.text(), LONGEST);
        var evidence = faults.optionalText("/evidence", move.evidence(), LONGEST);
        var appeal = faults.optionalText("/appeal", move.appeal(), LONGEST);
        var mode = faults.choice("/mode", move.mode(), ErasureMode.class);
        if (said == null && next != State.EXECUTING && next != State.WITHDRAWN && next != State.PREVIEWED) {
            faults.add("/text", Message.of(CaseMoves.class, "case-text"));
        }
        if (next == State.REFUSED && appeal == null) {
            faults.add("/appeal", "required");
        }
        faults.check();
        if (next == null) {
            throw new IllegalStateException("Checked above");
        }
        if (next == State.PREVIEWED) {
            throw conflict("case-by-preview");
        }
        var met = next == State.EXECUTING ? previews.again(id) : null;
        return changed(id, version, "case.moved", (row, before) -> {
            if (!row.state.leadsTo(next)) {
                throw conflict("case-state").with("state", row.state.name());
            }
            if (next == State.DONE && row.kind.isOperation()) {
                throw conflict("case-by-operation");
            }
            if (next == State.EXECUTING) {
                previews.requireSame(row, met);
            }
            return switch (next) {
                case IDENTITY_CHECKED -> checked(row, before, said, evidence);
                case EXECUTING -> executed(row, before, mode == null ? ErasureMode.ERASE : mode);
                default -> ended(row, next, before, said, appeal);
            };
        });
    }

    private Content checked(CaseEntity row, Content before, @Nullable String said, @Nullable String evidence) {
        var proof = evidence == null ? before.evidence() : evidence;
        if (row.requester != Requester.SELF && proof == null) {
            throw Problem.invalid("/evidence", Message.of(CaseMoves.class, "case-evidence"));
        }
        row.state = State.IDENTITY_CHECKED;
        row.checkedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Content(before.requesterName(), before.request(), proof, said, before.extension(), null, null);
    }

    /** The person's words go with an erasure, and are not written again. */
    private @Nullable Content executed(CaseEntity row, Content before, ErasureMode mode) {
        if (row.kind.isOperation()) {
            if (row.customerId == null) {
                throw conflict("case-customer");
            }
            var operation = begin(row.kind, new CustomerId(row.customerId), mode, "privacy case " + row.id);
            store.write(row);
            row.operationId = operation;
        }
        row.state = State.EXECUTING;
        return row.kind == Kind.ERASE ? null : before;
    }

    private String begin(Kind kind, CustomerId customer, ErasureMode mode, String basis) {
        return switch (kind) {
            case ERASE -> operations.erase(customer, mode, basis);
            case RESTRICT -> operations.restrict(customer, basis);
            default -> operations.export(customer);
        };
    }

    private Content ended(CaseEntity row, State next, Content before, @Nullable String said, @Nullable String appeal) {
        if (next == State.DONE && row.kind == Kind.OBJECT_AUTOMATED) {
            object(row);
        }
        row.state = next;
        row.open = false;
        row.closedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Content(
                before.requesterName(),
                before.request(),
                before.evidence(),
                before.identityCheck(),
                before.extension(),
                said,
                appeal);
    }

    /** No machine decides on the person from now on. */
    private void object(CaseEntity row) {
        if (row.customerId == null) {
            throw conflict("case-customer");
        }
        var decider = row.requester == Requester.GUARDIAN ? "GUARDIAN" : "SELF";
        consents.record(
                new CustomerId(row.customerId),
                new ConsentDraft(
                        "PROFILING", "ANY", "REFUSE", decider, null, null, "privacy case " + row.id, null, null));
    }

    /** Puts the deadline off, once, with a reason that is told to the person. */
    public PrivacyCase extend(String id, long version, Extension extension) {
        access.require(PrivacyPermissions.EDIT);
        var faults = new Faults();
        var reason = faults.requiredText("/reason", extension.reason(), LONGEST);
        faults.check();
        return changed(id, version, "case.extended", (row, before) -> {
            if (!row.state.isOpen()) {
                throw conflict("case-state").with("state", row.state.name());
            }
            if (row.extended) {
                throw conflict("case-extended");
            }
            row.extended = true;
            row.dueDay = deadlines.extended(LocalDate.parse(row.dueDay)).toString();
            row.dueKey = row.dueDay + row.id;
            return new Content(
                    before.requesterName(),
                    before.request(),
                    before.evidence(),
                    before.identityCheck(),
                    reason,
                    before.outcome(),
                    before.appeal());
        });
    }

    /** {@code change} answers the words that the case has from now on; {@code null} when they stay as they are. */
    private PrivacyCase changed(
            String id, long version, String action, BiFunction<CaseEntity, Content, @Nullable Content> change) {
        return transactions.call(() -> {
            var row = store.lock(id).orElseThrow(PrivacyCases::notFound);
            if (row.version != version) {
                throw Problem.stale();
            }
            var content = views.content(row);
            var next = change.apply(row, content == null ? NOTHING : content);
            if (next != null) {
                views.write(row, next);
            }
            store.write(row);
            if (row.operationId != null) {
                store.finish(row.operationId, clock.instant().truncatedTo(ChronoUnit.MICROS));
                store.write(row);
            }
            audit.record(new Audit.Entry(
                    action,
                    PrivacyCases.OBJECT,
                    row.id,
                    row.customerId == null ? null : new CustomerId(row.customerId),
                    Map.of("kind", row.kind.name(), "state", row.state.name(), "due", row.dueDay),
                    null));
            return views.view(row);
        });
    }

    private static Problem conflict(String code) {
        return Problem.conflict(Message.of(CaseMoves.class, code));
    }
}
