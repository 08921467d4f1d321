package org.kithwork.intake.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerMatch;
import org.kithwork.id.Ids;
import org.kithwork.intake.internal.Acceptance.Word;
import org.kithwork.intake.internal.Submission.Said;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.intake.internal.store.FormStore;
import org.kithwork.intake.internal.store.SubmissionStore;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.FieldControl;
import org.kithwork.permission.RecordFields.Place;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows what was sent in, and lets people decide what the module does not decide by itself. */
@Component(service = Submissions.class)
public final class Submissions {

    private static final int LONGEST_REASON = 400;

    private final AccessControl access;
    private final FieldControl control;
    private final CustomerDirectory directory;
    private final CustomerAdmin customers;
    private final Transactions transactions;
    private final SubmissionStore store;
    private final FormStore forms;
    private final Acceptance acceptance;
    private final Drafts drafts;
    private final Audit audit;
    private final Paging paging;
    private final Company company;
    private final Stores stores;
    private final Clock clock;

    @Activate
    public Submissions(
            @Reference AccessControl access,
            @Reference FieldControl control,
            @Reference CustomerDirectory directory,
            @Reference CustomerAdmin customers,
            @Reference Transactions transactions,
            @Reference SubmissionStore store,
            @Reference FormStore forms,
            @Reference Acceptance acceptance,
            @Reference Drafts drafts,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Company company,
            @Reference Stores stores,
            @Reference Clock clock) {
        this.access = access;
        this.control = control;
        this.directory = directory;
        this.customers = customers;
        this.transactions = transactions;
        this.store = store;
        this.forms = forms;
        this.acceptance = acceptance;
        this.drafts = drafts;
        this.audit = audit;
        this.paging = paging;
        this.company = company;
        this.stores = stores;
        this.clock = clock;
    }

    /** Those in scope, newest first; of one state where it is named. */
    public Page<Submission> list(@Nullable State state, PageRequest request) {
        var visibility = access.visibility(IntakePermissions.SUBMISSION_VIEW);
        return paging.page(
                        store.list(state, visibility, request),
                        request,
                        submission -> submission.id().value())
                .map(this::shown);
    }

    /** The submission; refuses with {@code not-found} what is not there or out of scope. */
    public Submission get(SubmissionId id) {
        return shown(visible(id));
    }

    private Submission visible(SubmissionId id) {
        return store.find(id, access.visibility(IntakePermissions.SUBMISSION_VIEW))
                .orElseThrow(SubmissionId::notFound);
    }

    /** What was typed is one member, which administrators open and hide. */
    private Submission shown(Submission submission) {
        var customer = submission.customerId();
        var fields = control.of(
                IntakePermissions.SUBMISSION_VIEW,
                IntakePermissions.SUBMISSION_EDIT,
                customer == null ? List.of() : List.of(customer));
        return submission.saying(fields.shown(IntakePermissions.ANSWERS, place(submission), submission.said()));
    }

    private static Place place(Submission submission) {
        return new Place(submission.customerId(), null, submission.storeId());
    }

    /** The customers that it may be, as far as the actor may see them. */
    public List<CustomerMatch> matches(SubmissionId id) {
        access.require(IntakePermissions.SUBMISSION_EDIT);
        var submission = visible(id);
        requireAnswers(submission);
        return customers.matches(drafts.of(form(submission), submission, said(submission), null));
    }

    /** The secret of the link of a submission that waits for it, to be handed over by a person; the audit tells of it. */
    public String link(SubmissionId id) {
        var visibility = access.visibility(IntakePermissions.SUBMISSION_EDIT);
        return transactions.call(() -> {
            var submission = store.find(id, visibility).orElseThrow(SubmissionId::notFound);
            requireAnswers(submission);
            var expires = submission.linkExpiresAt();
            if (submission.state() != State.UNCONFIRMED || expires == null || !expires.isAfter(clock.instant())) {
                throw Problem.conflict(message("link-over"));
            }
            audited("submission.link-shown", submission, null, null);
            return store.link(id).orElseThrow(SubmissionId::notFound);
        });
    }

    /**
     * What a person decides.
     *
     * @param what {@code CREATE}, {@code JOIN} or {@code REJECT}
     * @param customerId to whom it goes, to join
     * @param reason why it is another one than those whom it looks like, or why it is rejected
     * @param guardian how the guardian of a child agreed; without it what a child ticked counts for nothing
     * @param asked whether the customer to whom it goes was asked and said that what is ticked is his word; without it,
     *     and without a link that was used, it counts for nothing
     */
    public record Decision(
            @Nullable String what,
            @Nullable String customerId,
            @Nullable String reason,
            @Nullable String guardian,
            @Nullable Boolean asked) {}

    private enum What {
        CREATE,
        JOIN,
        REJECT
    }

    private record Checked(
            What what,
            @Nullable CustomerId customer,
            @Nullable String reason,
            @Nullable String guardian,
            boolean asked) {}

    /** Decides; of many at once one does, the others are told that it is decided ({@code submission-decided}). */
    public Submission decide(SubmissionId id, Decision decision) {
        var visibility = access.visibility(IntakePermissions.SUBMISSION_EDIT);
        var checked = read(decision);
        return transactions.call(() -> {
            var submission = store.find(id, visibility)
                    .flatMap(seen -> store.lock(seen.id()))
                    .orElseThrow(SubmissionId::notFound);
            if (submission.state() != State.REVIEW && submission.state() != State.RECEIVED) {
                throw Problem.conflict(message("submission-decided"));
            }
            requireAnswers(submission);
            return shown(checked.what() == What.REJECT ? rejected(submission, checked) : accepted(submission, checked));
        });
    }

    private static Checked read(Decision decision) {
        var faults = new Faults();
        if (decision.what() == null) {
            faults.add("/what", "required");
        }
        var what = faults.choice("/what", decision.what(), What.class);
        var reason = what == What.REJECT
                ? faults.requiredText("/reason", decision.reason(), LONGEST_REASON)
                : faults.optionalText("/reason", decision.reason(), LONGEST_REASON);
        var guardian = faults.optionalText("/guardian", decision.guardian(), LONGEST_REASON);
        var customer = decision.customerId();
        if (what == What.JOIN && (customer == null || !Ids.isId(customer))) {
            faults.add("/customerId", customer == null ? "required" : "id-invalid");
        }
        faults.check();
        return new Checked(
                Objects.requireNonNull(what),
                what == What.JOIN && customer != null ? new CustomerId(customer) : null,
                reason,
                guardian,
                Boolean.TRUE.equals(decision.asked()));
    }

    private Submission accepted(Submission submission, Checked decision) {
        var form = form(submission);
        var said = said(submission);
        var word = new Word(
                SubmissionHandler.isChild(submission, said, company, stores, clock),
                decision.guardian(),
                decision.asked() || submission.isProven());
        var customer = decision.customer();
        return customer == null
                ? acceptance.asNew(form, submission, said, word, decision.reason())
                : acceptance.to(directory.requireOpen(customer), form, submission, said, word);
    }

    private Submission rejected(Submission submission, Checked decision) {
        audited("submission.rejected", submission, null, decision.reason());
        return store.reject(submission.id(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private void requireAnswers(Submission submission) {
        control.of(IntakePermissions.SUBMISSION_VIEW, IntakePermissions.SUBMISSION_EDIT, List.of())
                .requireWritable(List.of(IntakePermissions.ANSWERS), place(submission));
    }

    private Form form(Submission submission) {
        return forms.byId(submission.formId()).orElseThrow(FormId::notFound);
    }

    private static Said said(Submission submission) {
        var said = submission.said();
        if (said == null) {
            throw SubmissionId.notFound();
        }
        return said;
    }

    /** The addresses of these forms, by id, to be shown beside what was sent in. */
    public Map<String, String> forms(List<Submission> submissions) {
        return forms.slugs(submissions.stream().map(Submission::formId).collect(Collectors.toSet())).entrySet().stream()
                .collect(Collectors.toMap(form -> form.getKey().value(), Map.Entry::getValue));
    }

    private static Message message(String code) {
        return Message.of(Submissions.class, code);
    }

    private void audited(String action, Submission submission, @Nullable CustomerId customer, @Nullable String reason) {
        audit.record(
                new Audit.Entry(action, "intake:submission", submission.id().value(), customer, Map.of(), reason));
    }
}
