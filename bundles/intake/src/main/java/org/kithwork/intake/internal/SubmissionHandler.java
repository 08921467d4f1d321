package org.kithwork.intake.internal;

import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerMatch;
import org.kithwork.event.Event;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.intake.internal.Acceptance.Word;
import org.kithwork.intake.internal.FormField.Member;
import org.kithwork.intake.internal.Submission.Doubt;
import org.kithwork.intake.internal.Submission.Said;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.intake.internal.store.FormStore;
import org.kithwork.intake.internal.store.SubmissionStore;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Decides whom a submission concerns, as the module and after it was kept: somebody new becomes a customer, one who is
 * surely there is given what he lacks, and all else waits for a person: also the leave of somebody known who did not use
 * a link, since others may know his name and number.
 */
@Component
public final class SubmissionHandler implements EventHandler {

    private static final int OF_AGE = 14;
    private static final Pattern SPACES = Pattern.compile("[\\s·•.．]+");

    private final SubmissionStore store;
    private final FormStore forms;
    private final CustomerAdmin customers;
    private final Acceptance acceptance;
    private final Drafts drafts;
    private final Company company;
    private final Stores stores;
    private final Clock clock;

    @Activate
    public SubmissionHandler(
            @Reference SubmissionStore store,
            @Reference FormStore forms,
            @Reference CustomerAdmin customers,
            @Reference Acceptance acceptance,
            @Reference Drafts drafts,
            @Reference Company company,
            @Reference Stores stores,
            @Reference Clock clock) {
        this.store = store;
        this.forms = forms;
        this.customers = customers;
        this.acceptance = acceptance;
        this.drafts = drafts;
        this.company = company;
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "intake.submissions";
    }

    @Override
    public Set<String> types() {
        return Set.of(IntakeEvents.RECEIVED.name(), IntakeEvents.CONFIRMED.name());
    }

    @Override
    public void handle(Event event) {
        store.lock(new SubmissionId(event.subjectId()))
                .filter(submission -> submission.state() == State.RECEIVED)
                .ifPresent(this::decide);
    }

    private void decide(Submission submission) {
        var form = forms.byId(submission.formId()).orElse(null);
        var said = submission.said();
        if (form == null || said == null) {
            store.review(submission.id(), Doubt.INVALID);
            return;
        }
        var doubt = isChild(submission, said, company, stores, clock) ? Doubt.MINOR : tried(form, submission, said);
        if (doubt != null) {
            store.review(submission.id(), doubt);
        }
    }

    /** Why a person has to decide; {@code null} when it was done. */
    private @Nullable Doubt tried(Form form, Submission submission, Said said) {
        try {
            var alike = customers.matches(drafts.of(form, submission, said, null));
            if (alike.isEmpty()) {
                acceptance.asNew(form, submission, said, Word.own(submission), null);
                return null;
            }
            var known = certain(alike, said);
            if (known == null) {
                return Doubt.ALIKE;
            }
            if (!said.consents().isEmpty() && !submission.isProven()) {
                return Doubt.UNPROVEN;
            }
            acceptance.to(known.id(), form, submission, said, Word.own(submission));
            return null;
        } catch (Problem problem) {
            if (problem.kind() == ProblemKind.INVALID || problem.kind() == ProblemKind.MALFORMED) {
                return Doubt.INVALID;
            }
            throw problem;
        }
    }

    /** The one customer with the same number or address, and the same name; people share telephones. */
    private static @Nullable CustomerMatch certain(List<CustomerMatch> alike, Said said) {
        var whose = alike.stream().map(CustomerMatch::id).collect(Collectors.toSet());
        var first = alike.get(0);
        var name = first.displayName();
        return whose.size() == 1
                        && first.rule().isHard()
                        && name != null
                        && plain(name).equals(plain(said.answers().getOrDefault(Member.FULL_NAME.word(), "")))
                ? first
                : null;
    }

    private static String plain(String name) {
        return SPACES.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll("");
    }

    /** Whether whoever sent it says that he is under 14, on the day where the store is. */
    static boolean isChild(Submission submission, Said said, Company company, Stores stores, Clock clock) {
        var birth = said.answers().get(Member.BIRTH.word());
        if (birth == null) {
            return false;
        }
        var store = submission.storeId();
        var zone = store == null ? company.zone() : stores.zone(store).orElseGet(company::zone);
        return LocalDate.parse(birth).plusYears(OF_AGE).isAfter(LocalDate.ofInstant(clock.instant(), zone));
    }
}
