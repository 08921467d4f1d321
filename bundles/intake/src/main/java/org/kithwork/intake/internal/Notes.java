package org.kithwork.intake.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.intake.internal.FormField.Member;
import org.kithwork.intake.internal.Submission.Origin;
import org.kithwork.intake.internal.Submission.Said;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.intake.internal.store.SubmissionStore;
import org.kithwork.interaction.InteractionEntry;
import org.kithwork.interaction.InteractionLog;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.store.Transactions;
import org.kithwork.text.Bilingual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Surveys, interviews and chats as staff fill them into a form for a customer whom they know. The interaction, whose text the
 * answers are, and the answers by question are one transaction; the customer's own members stay as they are.
 */
@Component(service = Notes.class)
public final class Notes {

    private final AccessControl access;
    private final Forms forms;
    private final Receipts receipts;
    private final CustomerDirectory directory;
    private final InteractionLog interactions;
    private final SubmissionStore store;
    private final Transactions transactions;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Notes(
            @Reference AccessControl access,
            @Reference Forms forms,
            @Reference Receipts receipts,
            @Reference CustomerDirectory directory,
            @Reference InteractionLog interactions,
            @Reference SubmissionStore store,
            @Reference Transactions transactions,
            @Reference Audit audit,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.forms = forms;
        this.receipts = receipts;
        this.directory = directory;
        this.interactions = interactions;
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** A form that staff fill in. */
    public record Sheet(
            FormId id, Bilingual title, @Nullable Bilingual intro, List<FormField> fields) {}

    /** The forms that staff fill in. */
    public List<Sheet> sheets() {
        access.require(IntakePermissions.NOTE_CREATE);
        return forms.ofStaff().stream()
                .map(form -> new Sheet(
                        form.id(),
                        form.content().title(),
                        form.content().intro(),
                        form.content().fields()))
                .toList();
    }

    private record Checked(Form form, CustomerId customer, Said said) {}

    /**
     * Keeps the answers and records the interaction. Refuses with every fault, and with {@code unavailable} while no module
     * keeps interactions.
     */
    public Submission take(NoteDraft draft, Locale locale) {
        access.require(IntakePermissions.NOTE_CREATE);
        var checked = read(draft);
        return transactions.call(() -> keep(draft, checked, locale));
    }

    private Checked read(NoteDraft draft) {
        var faults = new Faults();
        var customer = draft.customerId();
        if (customer == null || !Ids.isId(customer)) {
            faults.add("/customerId", customer == null ? "required" : "id-invalid");
        }
        if (draft.channel() == null) {
            faults.add("/channel", "required");
        }
        var formId = draft.formId();
        var form = formId != null && Ids.isId(formId)
                ? forms.ofStaff(new FormId(formId)).orElse(null)
                : null;
        if (form == null) {
            faults.add("/formId", Message.of(Notes.class, "form-closed"));
        }
        var inAnswers = new Faults();
        var said = form == null
                ? null
                : receipts.read(form, Objects.requireNonNullElse(draft.answers(), Map.of()), inAnswers);
        inAnswers.found().forEach(fault -> faults.add("/answers" + fault.pointer(), fault.message()));
        faults.check();
        return new Checked(
                Objects.requireNonNull(form),
                new CustomerId(Objects.requireNonNull(customer)),
                Objects.requireNonNull(said));
    }

    private Submission keep(NoteDraft draft, Checked checked, Locale locale) {
        var customer = directory.requireOpen(checked.customer());
        var form = checked.form();
        var interaction = interactions.record(new InteractionEntry(
                customer,
                draft.at(),
                draft.channel(),
                Objects.requireNonNullElse(draft.direction(), "OUT"),
                form.content().title().text(locale),
                text(form, checked.said(), locale)));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var by = new ActorName(access.actor().id(), access.actor().name());
        var id = new SubmissionId(ids.next());
        var note = new Submission(
                id,
                1,
                form.id(),
                Origin.NOTE,
                by,
                form.storeId(),
                null,
                State.RECEIVED,
                null,
                null,
                checked.said(),
                null,
                locale.getLanguage().equals("zh") ? "zh-CN" : "en",
                null,
                now,
                null,
                null,
                null,
                interaction);
        store.insert(note, Secrets.hash("note " + id), null);
        audit.record(new Audit.Entry("submission.noted", "intake:submission", id.value(), customer, Map.of(), null));
        return store.accept(id, customer, now);
    }

    /** The answers in the order of the questions, a line each. */
    private static String text(Form form, Said said, Locale locale) {
        return form.content().fields().stream()
                .filter(field -> said.answers().containsKey(field.name()))
                .map(field -> title(field, locale) + ": "
                        + shown(field, said.answers().getOrDefault(field.name(), ""), locale))
                .collect(Collectors.joining("\n"));
    }

    private static String title(FormField field, Locale locale) {
        var own = field.own();
        return own == null
                ? Message.of(Notes.class, "member." + field.name()).text(locale)
                : own.title().text(locale);
    }

    private static String shown(FormField field, String answer, Locale locale) {
        var own = field.own();
        if (own == null) {
            return field.name().equals(Member.SEX.word())
                    ? Message.of(Notes.class, "sex." + answer).text(locale)
                    : answer;
        }
        if (own.choices().isEmpty()) {
            return answer;
        }
        return answer.lines()
                .map(key -> own.choices().stream()
                        .filter(choice -> choice.key().equals(key))
                        .map(choice -> choice.title().text(locale))
                        .findFirst()
                        .orElse(key))
                .collect(Collectors.joining(", "));
    }
}
