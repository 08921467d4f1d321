package org.kithwork.core.internal.consent;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.kithwork.audit.Audit;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentDraft;
import org.kithwork.consent.ConsentEvent;
import org.kithwork.consent.ConsentLog;
import org.kithwork.consent.ConsentState.Standing;
import org.kithwork.consent.ContactPolicy;
import org.kithwork.consent.Decider;
import org.kithwork.consent.Decision;
import org.kithwork.consent.Purpose;
import org.kithwork.core.internal.consent.ConsentReader.Checked;
import org.kithwork.core.internal.consent.store.ConsentEntity;
import org.kithwork.core.internal.consent.store.ConsentStore;
import org.kithwork.core.internal.customer.CustomerFacts;
import org.kithwork.core.internal.customer.CustomerFacts.Facts;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Journal;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.TimeKey;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Adds decisions to the log. */
@Component(service = ConsentLog.class)
public final class Consenting implements ConsentLog {

    private final AccessControl access;
    private final Transactions transactions;
    private final CustomerFacts facts;
    private final ConsentBook book;
    private final ConsentStore store;
    private final ConsentViews views;
    private final ContactPolicies policies;
    private final Audit audit;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Consenting(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference CustomerFacts facts,
            @Reference ConsentBook book,
            @Reference ConsentStore store,
            @Reference ConsentViews views,
            @Reference ContactPolicies policies,
            @Reference Audit audit,
            @Reference Journal journal,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.facts = facts;
        this.book = book;
        this.store = store;
        this.views = views;
        this.policies = policies;
        this.audit = audit;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public ConsentEvent record(CustomerId customer, ConsentDraft draft) {
        return record(customer, draft, false);
    }

    @Override
    public ConsentEvent recordImported(CustomerId customer, ConsentDraft draft) {
        return record(customer, draft, true);
    }

    @Override
    public ContactPolicy changePolicy(CustomerId customer, long version, Patch patch) {
        return policies.change(customer, version, patch);
    }

    private ConsentEvent record(CustomerId id, ConsentDraft draft, boolean imported) {
        var visibility = access.visibility(ConsentPermissions.CREATE);
        var checked = ConsentReader.read(draft, clock.instant());
        return transactions.call(() -> {
            var customer = facts.lock(id, visibility);
            requireRightDecider(customer, checked);
            if (!imported) {
                requireNotRefused(customer, checked);
            }
            var event = entity(customer, checked, imported);
            var objected = concernsAutomation(event) && objects(customer);
            store.insert(event);
            tell(customer, event);
            if (concernsAutomation(event) && objects(customer) != objected) {
                journal.record(
                        ConsentEvents.AUTOMATION_CHANGED,
                        customer.customer(),
                        event.id,
                        clock.instant(),
                        Map.of("objected", !objected));
            }
            return views.view(event, views.showsEvidence(customer));
        });
    }

    /** Under 14 the guardian grants, later the person himself; both may always refuse. */
    private void requireRightDecider(Facts customer, Checked checked) {
        rightDecider(checked, book.isMinor(customer, checked.at())).ifPresent(fault -> {
            throw Problem.invalid("/decider", fault);
        });
    }

    /** What is wrong with who decided. */
    static Optional<Message> rightDecider(Checked checked, boolean minor) {
        var isAsked = checked.decision() == Decision.GRANT && checked.purpose() != Purpose.SERVICE;
        return isAsked && minor != (checked.decider() == Decider.GUARDIAN)
                ? Optional.of(text(minor ? "minor-needs-guardian" : "guardian-not-needed"))
                : Optional.empty();
    }

    /** Staff do not overrule what the person, or the guardian, said. */
    private void requireNotRefused(Facts customer, Checked checked) {
        if (checked.decision() != Decision.GRANT || checked.decider() != Decider.STAFF) {
            return;
        }
        var said = book.fold(customer, clock.instant()).at(checked.purpose(), checked.channel());
        var refusal = said.decidedBy();
        if (said.standing() == Standing.REFUSED && refusal != null && refusal.decider != Decider.STAFF) {
            throw Problem.conflict(text("refused-by-customer"));
        }
    }

    private static boolean concernsAutomation(ConsentEntity event) {
        return event.purpose == Purpose.PROFILING && event.channel == Channel.ANY;
    }

    /** Whether the person objects to decisions of machines. */
    private boolean objects(Facts customer) {
        return Automation.said(book.fold(customer, clock.instant())).standing() == Standing.REFUSED;
    }

    private ConsentEntity entity(Facts customer, Checked checked, boolean imported) {
        var event = new ConsentEntity();
        event.id = ids.next();
        event.customerId = customer.id();
        event.decidedKey = TimeKey.of(checked.at(), event.id);
        event.purpose = checked.purpose();
        event.channel = checked.channel();
        event.decision = checked.decision();
        event.decider = checked.decider();
        event.basis = checked.basis();
        event.noticeVersion = checked.noticeVersion();
        event.evidenceCipher = views.seal(event.id, checked.evidence());
        event.imported = imported;
        event.decidedAt = checked.at();
        event.expiresAt = checked.expiresAt();
        event.recordedAt = clock.instant();
        event.recordedBy = access.actor().id();
        event.recordedByName = access.actor().name();
        return event;
    }

    private void tell(Facts customer, ConsentEntity event) {
        audit.record(Audit.Entry.of(
                "consent.recorded",
                ConsentPermissions.OBJECT,
                event.id,
                customer.customer(),
                Map.of(
                        "purpose", event.purpose.name(),
                        "channel", event.channel.name(),
                        "decision", event.decision.name(),
                        "decider", event.decider.name(),
                        "imported", event.imported)));
        journal.record(
                event.decision.isRefusal() ? ConsentEvents.WITHDRAWN : ConsentEvents.GRANTED,
                customer.customer(),
                event.id,
                clock.instant(),
                Map.of(
                        "purpose", event.purpose.name(),
                        "channel", event.channel.name()));
    }

    private static Message text(String code) {
        return Message.of(Consenting.class, code);
    }
}
