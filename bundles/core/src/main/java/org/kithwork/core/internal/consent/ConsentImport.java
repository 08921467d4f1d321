package org.kithwork.core.internal.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.ConsentDraft;
import org.kithwork.consent.ConsentLog;
import org.kithwork.core.internal.consent.ConsentReader.Checked;
import org.kithwork.core.internal.consent.store.ConsentEntity;
import org.kithwork.core.internal.consent.store.ConsentStore;
import org.kithwork.core.internal.customer.CustomerFacts;
import org.kithwork.customer.BirthDate;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Consents that come with the rows of an import of customers. What may be refused is refused before a row writes. */
@Component(service = ConsentImport.class)
public final class ConsentImport {

    private final ConsentLog log;
    private final ConsentStore store;
    private final ConsentBook book;
    private final CustomerFacts facts;
    private final AccessControl access;
    private final Clock clock;

    @Activate
    public ConsentImport(
            @Reference ConsentLog log,
            @Reference ConsentStore store,
            @Reference ConsentBook book,
            @Reference CustomerFacts facts,
            @Reference AccessControl access,
            @Reference Clock clock) {
        this.log = log;
        this.store = store;
        this.book = book;
        this.facts = facts;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A decision of a row.
     *
     * @param field the field of its column
     * @param dated whether the row says when it was decided
     */
    public record Entry(String field, ConsentDraft draft, boolean dated) {}

    /** Names what is wrong with the decisions of a row, at their columns. */
    public void check(Faults faults, List<Entry> entries) {
        for (var entry : entries) {
            try {
                ConsentReader.read(entry.draft(), clock.instant());
            } catch (Problem problem) {
                problem.faults().forEach(fault -> faults.add(pointer(entry, fault.pointer()), fault.message()));
            }
        }
    }

    private static String pointer(Entry entry, String pointer) {
        return switch (pointer) {
            case "/at" -> "/consentAt";
            case "/noticeVersion" -> "/consentNotice";
            case "/evidence" -> "/consentEvidence";
            default -> "/" + entry.field();
        };
    }

    /** Refuses decisions of a customer that the row is going to make. */
    public void requireForNew(
            List<Entry> entries, @Nullable BirthDate birth, @Nullable String owner, @Nullable String store) {
        if (!access.visibility(ConsentPermissions.CREATE).covers("", owner, store, false)) {
            throw Problem.of(ProblemKind.FORBIDDEN, text("not-yours"));
        }
        for (var entry : entries) {
            var checked = checked(entry);
            Consenting.rightDecider(checked, book.isMinor(birth, store, checked.at()))
                    .ifPresent(fault -> refuse(entry, fault));
        }
    }

    /** Refuses decisions of a customer that is there. */
    public void requireFor(CustomerId id, List<Entry> entries) {
        var customer = facts.find(id)
                .filter(found -> found.isCovered(access.visibility(ConsentPermissions.CREATE)))
                .orElseThrow(() -> Problem.of(ProblemKind.FORBIDDEN, text("not-yours")));
        for (var entry : entries) {
            var checked = checked(entry);
            Consenting.rightDecider(checked, book.isMinor(customer, checked.at()))
                    .ifPresent(fault -> refuse(entry, fault));
        }
    }

    /** Writes down what is new; whether anything was. */
    public boolean record(CustomerId id, List<Entry> entries) {
        var customer = facts.lock(id, access.visibility(ConsentPermissions.CREATE));
        var known = new ArrayList<>(store.events(customer.ids()));
        var isNew = false;
        for (var entry : entries) {
            if (!isKnown(entry, checked(entry), known)) {
                log.recordImported(customer.customer(), entry.draft());
                isNew = true;
            }
        }
        return isNew;
    }

    /** Whether the log has it: with its time, or without one as the last that was said of the same. */
    private static boolean isKnown(Entry entry, Checked checked, List<ConsentEntity> known) {
        var same = known.stream()
                .filter(event -> event.purpose == checked.purpose() && event.channel == checked.channel())
                .sorted(Comparator.comparing((ConsentEntity event) -> event.decidedAt))
                .toList();
        if (entry.dated()) {
            return same.stream().anyMatch(event -> says(event, checked) && event.decidedAt.equals(checked.at()));
        }
        return !same.isEmpty() && says(same.get(same.size() - 1), checked);
    }

    private static boolean says(ConsentEntity event, Checked checked) {
        return event.decision == checked.decision() && event.decider == checked.decider();
    }

    private Checked checked(Entry entry) {
        Instant now = clock.instant();
        return ConsentReader.read(entry.draft(), now);
    }

    private static void refuse(Entry entry, Message fault) {
        throw Problem.invalid("/" + entry.field(), fault);
    }

    private static Message text(String code) {
        return Message.of(ConsentImport.class, code);
    }
}
