package org.kithwork.intake.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.consent.ConsentDraft;
import org.kithwork.consent.ConsentLog;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Journal;
import org.kithwork.intake.internal.Submission.Said;
import org.kithwork.intake.internal.store.SubmissionStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives what was sent in to a customer, in the current transaction and as the actor of the thread. */
@Component(service = Acceptance.class)
public final class Acceptance {

    private final CustomerAdmin customers;
    private final ConsentLog consents;
    private final SubmissionStore store;
    private final Drafts drafts;
    private final Journal journal;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public Acceptance(
            @Reference CustomerAdmin customers,
            @Reference ConsentLog consents,
            @Reference SubmissionStore store,
            @Reference Drafts drafts,
            @Reference Journal journal,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.customers = customers;
        this.consents = consents;
        this.store = store;
        this.drafts = drafts;
        this.journal = journal;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * On whose word what was ticked counts.
     *
     * @param guardian how the guardian of a child agreed; {@code null} where nobody asked him
     * @param child whether it is a child, whose own word is none
     * @param proven whether somebody saw to it that it is his own: he used the link, or staff asked him. Of somebody who
     *     was not known before there is nothing to be proven
     */
    record Word(boolean child, @Nullable String guardian, boolean proven) {

        /** What somebody sent by himself. */
        static Word own(Submission submission) {
            return new Word(false, null, submission.isProven());
        }

        /** Of whoever is known as a child it is a child's, whatever he wrote of his birthday. */
        Word of(Customer customer) {
            return new Word(child || customer.minor(), guardian, proven);
        }

        Word provenByNovelty() {
            return new Word(child, guardian, true);
        }

        boolean counts() {
            return guardian != null || (proven && !child);
        }
    }

    /** Makes a customer of it. */
    Submission asNew(Form form, Submission submission, Said said, Word word, @Nullable String duplicateReason) {
        var customer = customers.create(drafts.of(form, submission, said, duplicateReason));
        return accepted(form, submission, said, customer.id(), word.of(customer).provenByNovelty());
    }

    /**
     * Gives it to a customer who is there: what he has stays, and what was ticked counts only where it is proven to be
     * his word.
     */
    Submission to(CustomerId customer, Form form, Submission submission, Said said, Word word) {
        var filled = customers.fill(customer, drafts.of(form, submission, said, null));
        return accepted(form, submission, said, customer, word.of(filled));
    }

    private Submission accepted(Form form, Submission submission, Said said, CustomerId customer, Word word) {
        if (word.counts()) {
            grant(submission, said, customer, word);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var after = store.accept(submission.id(), customer, now);
        audit.record(new Audit.Entry(
                "submission.accepted", "intake:submission", submission.id().value(), customer, Map.of(), null));
        var data = new HashMap<String, Object>();
        data.put("form", form.slug());
        var at = submission.storeId();
        if (at != null) {
            data.put("storeId", at.value());
        }
        journal.record(IntakeEvents.ACCEPTED, customer, submission.id().value(), submission.receivedAt(), data);
        return after;
    }

    private void grant(Submission submission, Said said, CustomerId customer, Word word) {
        var by = submission.takenBy();
        var evidence = "intake submission " + submission.id()
                + (by == null ? "" : "; taken down by " + by.id())
                + (word.guardian() == null ? "" : "; " + word.guardian());
        for (var granted : said.consents()) {
            for (var channel : granted.channels()) {
                consents.record(
                        customer,
                        new ConsentDraft(
                                granted.purpose().name(),
                                channel.name(),
                                "GRANT",
                                word.child() ? "GUARDIAN" : "SELF",
                                "CONSENT",
                                submission.noticeVersion(),
                                evidence,
                                submission.decidedByPersonAt().toString(),
                                null));
            }
        }
    }
}
