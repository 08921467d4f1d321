package org.kithwork.intake.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.company.Stores;
import org.kithwork.customer.ActorName;
import org.kithwork.id.Ids;
import org.kithwork.intake.internal.FormField.Member;
import org.kithwork.intake.internal.Submission.Origin;
import org.kithwork.intake.internal.Submission.Said;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Transactions;
import org.kithwork.text.Bilingual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What staff take down in passing: a telephone number and whether the person agrees. Kept at once, as what customers send
 * themselves is, and looked at a moment later. Opens the form on tablets as well.
 */
@Component(service = Captures.class)
public final class Captures {

    /** How many at once. */
    public static final int MOST = 100;

    static final Duration OLDEST = Duration.ofDays(30);

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9-]{16,64}");
    private static final int LONGEST_VERSION = 60;

    private final AccessControl access;
    private final Forms forms;
    private final FormReader reader;
    private final Receipts receipts;
    private final Kiosks kiosks;
    private final Stores stores;
    private final FieldCipher cipher;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public Captures(
            @Reference AccessControl access,
            @Reference Forms forms,
            @Reference FormReader reader,
            @Reference Receipts receipts,
            @Reference Kiosks kiosks,
            @Reference Stores stores,
            @Reference FieldCipher cipher,
            @Reference Transactions transactions,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.access = access;
        this.forms = forms;
        this.reader = reader;
        this.receipts = receipts;
        this.kiosks = kiosks;
        this.stores = stores;
        this.cipher = cipher;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** A form and a store that one may take people down for. */
    public record Choices(List<Open> forms, List<Place> stores) {}

    /** A form that is open, with what it says and asks leave for. */
    public record Open(
            FormId id,
            String slug,
            Bilingual title,
            FormContent.@Nullable Notice notice,
            List<FormConsent> consents,
            @Nullable StoreId storeId) {

        static Open of(Form form) {
            var content = form.content();
            return new Open(
                    form.id(), form.slug(), content.title(), content.notice(), content.consents(), form.storeId());
        }
    }

    /** A store. */
    public record Place(StoreId id, String name) {}

    /** The forms that are open, and the stores that the actor may take people down for, by name. */
    public Choices choices() {
        var right = access.visibility(IntakePermissions.CAPTURE_CREATE);
        var places = stores.names().entrySet().stream()
                .filter(store ->
                        right.all() || right.stores().contains(store.getKey().value()))
                .map(store -> new Place(store.getKey(), store.getValue()))
                .sorted(Comparator.comparing(Place::name))
                .toList();
        return new Choices(forms.open().stream().map(Open::of).toList(), places);
    }

    /** What became of one that was taken down. */
    public enum Outcome {
        KEPT,
        /** Kept, and what he agreed to is not: the notice was changed since, so he has to be asked again. */
        KEPT_WITHOUT_LEAVE,
        /** Nothing was kept, for what is wrong with it. */
        REFUSED
    }

    /**
     * What became of one.
     *
     * @param faults what is wrong with it, in the language of the caller; empty where it was kept
     */
    public record Result(@Nullable String key, Outcome outcome, List<Wrong> faults) {}

    /** A fault and its place in the entry. */
    public record Wrong(String pointer, String message) {}

    /** Keeps those that are in order, each for itself and once; says what became of each, in their order. */
    public List<Result> take(List<CaptureDraft> drafts, Locale locale) {
        var right = access.visibility(IntakePermissions.CAPTURE_CREATE);
        if (drafts.size() > MOST) {
            throw Problem.invalid("/entries", message("too-many-captures", MOST));
        }
        return drafts.stream().map(draft -> take(draft, right, locale)).toList();
    }

    private Result take(CaptureDraft draft, Visibility right, Locale locale) {
        var faults = new Faults();
        var key = faults.requiredText("/key", draft.key(), 64);
        if (!key.isEmpty() && !KEY.matcher(key).matches()) {
            faults.add("/key", message("key-invalid"));
        }
        var form = form(faults, draft.formId());
        var store = reader.store(faults, draft.storeId(), right);
        var at = at(faults, draft.at());
        var version = version(faults, draft);
        var said = form == null ? null : said(faults, form, draft, version);
        if (form == null || said == null || !faults.isEmpty()) {
            var wrong = new ArrayList<Wrong>();
            faults.found()
                    .forEach(fault ->
                            wrong.add(new Wrong(fault.pointer(), fault.message().text(locale))));
            return new Result(draft.key(), Outcome.REFUSED, wrong);
        }
        var by = access.actor();
        receipts.keep(
                form,
                said,
                "capture " + by.id() + " " + key,
                Locale.forLanguageTag(Objects.requireNonNullElse(draft.language(), "zh-CN")),
                new Receipts.Way(
                        Origin.CAPTURE,
                        store == null ? form.storeId() : store,
                        new ActorName(by.id(), by.name()),
                        version,
                        at));
        var asked = Boolean.TRUE.equals(draft.agreed())
                && !form.content().consents().isEmpty();
        return new Result(
                key, asked && said.consents().isEmpty() ? Outcome.KEPT_WITHOUT_LEAVE : Outcome.KEPT, List.of());
    }

    private @Nullable Form form(Faults faults, @Nullable String id) {
        if (id == null) {
            faults.add("/formId", "required");
            return null;
        }
        var form = Ids.isId(id) ? forms.open(new FormId(id)) : Optional.<Form>empty();
        if (form.isEmpty()) {
            faults.add("/formId", message("form-closed"));
        }
        return form.orElse(null);
    }

    private Instant at(Faults faults, @Nullable String text) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var at = text == null ? now : faults.instant("/at", text);
        if (at != null && at.isBefore(now.minus(OLDEST))) {
            faults.add("/at", message("capture-too-old", OLDEST.toDays()));
        }
        return at == null || at.isAfter(now) ? now : at.truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable String version(Faults faults, CaptureDraft draft) {
        return Boolean.TRUE.equals(draft.agreed())
                ? faults.requiredText("/noticeVersion", draft.noticeVersion(), LONGEST_VERSION)
                : faults.optionalText("/noticeVersion", draft.noticeVersion(), LONGEST_VERSION);
    }

    private @Nullable Said said(Faults faults, Form form, CaptureDraft draft, @Nullable String version) {
        var typed = new HashMap<String, List<String>>();
        put(typed, Member.PHONE.word(), draft.phone());
        put(typed, Member.FULL_NAME.word(), draft.name());
        var notice = form.content().notice();
        if (Boolean.TRUE.equals(draft.agreed())
                && notice != null
                && notice.version().equals(version)) {
            for (int i = 0; i < form.content().consents().size(); i++) {
                typed.put(FormConsent.BOX + i, List.of("yes"));
            }
        }
        return receipts.read(forCapture(form), typed, faults);
    }

    private static void put(Map<String, List<String>> typed, String name, @Nullable String value) {
        if (value != null && !Faults.isBlank(value)) {
            typed.put(name, List.of(value));
        }
    }

    /** The form as far as it is asked in passing: the number, the name if he tells it, and leave if he gives it. */
    private static Form forCapture(Form form) {
        var asked = form.content();
        return form.asking(new FormContent(
                asked.title(),
                asked.intro(),
                asked.thanks(),
                List.of(
                        new FormField(Member.PHONE.word(), true, null),
                        new FormField(Member.FULL_NAME.word(), false, null)),
                asked.consents().stream()
                        .map(consent -> new FormConsent(consent.purpose(), consent.channels(), false, consent.text()))
                        .toList(),
                asked.notice(),
                asked.doubleOptIn(),
                asked.sites(),
                asked.staffOnly()));
    }

    /**
     * What the entries that wait in a browser are sealed with there.
     *
     * @param key 32 bytes in the alphabet of addresses; never kept here, and not to be kept there
     * @param sealed the same, sealed for the user: to be kept beside the entries, and sent again for the key
     */
    public record QueueKey(String key, String sealed) {}

    /** The key in {@code sealed}, or a new one where that is none of the user who calls. */
    public QueueKey queueKey(@Nullable String sealed) {
        access.require(IntakePermissions.CAPTURE_CREATE);
        var user = access.actor().id();
        return Optional.ofNullable(sealed)
                .flatMap(given -> opened(user, given))
                .map(key -> new QueueKey(key, String.valueOf(sealed)))
                .orElseGet(() -> {
                    var key = Secrets.random();
                    return new QueueKey(key, cipher.seal("intake_capture", "queue", user, key));
                });
    }

    private Optional<String> opened(String user, String sealed) {
        try {
            return Optional.of(cipher.open("intake_capture", "queue", user, sealed));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Opens the form on a tablet of a store: the path of its page there, good for 30 days. */
    public String openKiosk(@Nullable String formId, @Nullable String storeId) {
        var right = access.visibility(IntakePermissions.CAPTURE_CREATE);
        var faults = new Faults();
        var form = form(faults, formId);
        var store = reader.store(faults, storeId, right);
        faults.check();
        var opened = Objects.requireNonNull(form);
        transactions.run(() -> audit.record(new Audit.Entry(
                "kiosk.opened",
                "intake:form",
                opened.id().value(),
                null,
                store == null ? Map.of() : Map.of("store", store.value()),
                null)));
        return Kiosks.path(opened, kiosks.open(opened.id(), store));
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(Captures.class, code, arguments);
    }
}
