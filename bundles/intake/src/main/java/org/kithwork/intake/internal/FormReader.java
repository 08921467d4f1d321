package org.kithwork.intake.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Stores;
import org.kithwork.consent.Channel;
import org.kithwork.consent.Purpose;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.FieldType;
import org.kithwork.field.Fields;
import org.kithwork.id.Ids;
import org.kithwork.intake.internal.FormContent.Notice;
import org.kithwork.intake.internal.FormField.Member;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.text.Bilingual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of a form and names every fault at once. */
@Component(service = FormReader.class)
public final class FormReader {

    private static final String CUSTOMER = "core:customer";
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");

    /** An origin with TLS; below a name with a star. What stands in a header must be nothing else. */
    private static final Pattern SITE = Pattern.compile(
            "https://(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(:[0-9]{1,5})?");

    private static final int MOST_FIELDS = 30;
    private static final int MOST_CONSENTS = 10;
    private static final int MOST_SITES = 20;
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_NOTICE = 4000;

    private final Stores stores;
    private final Fields fields;

    @Activate
    public FormReader(@Reference Stores stores, @Reference Fields fields) {
        this.stores = stores;
        this.fields = fields;
    }

    /** A form as said and checked. */
    record Checked(String slug, boolean active, @Nullable StoreId storeId, FormContent content) {}

    /** Reads a draft of a form that asks {@code before} now: what it asks already it may go on asking. */
    Checked read(FormDraft draft, Visibility right, List<FormField> before) {
        var faults = new Faults();
        var slug = faults.requiredText("/slug", draft.slug(), 40);
        if (!slug.isEmpty() && !SLUG.matcher(slug).matches()) {
            faults.add("/slug", message("slug-invalid"));
        }
        var asked = fields(faults, Objects.requireNonNullElse(draft.fields(), List.of()), before);
        var consents = consents(faults, Objects.requireNonNullElse(draft.consents(), List.of()));
        var content = new FormContent(
                Bilingual.required(faults, "/title", draft.title(), LONGEST_TITLE),
                Bilingual.optional(faults, "/intro", draft.intro(), LONGEST_TEXT),
                Bilingual.optional(faults, "/thanks", draft.thanks(), LONGEST_TEXT),
                asked,
                consents,
                notice(
                        faults,
                        draft.notice(),
                        draft.consents() != null && !draft.consents().isEmpty()),
                Boolean.TRUE.equals(draft.doubleOptIn()),
                sites(faults, Objects.requireNonNullElse(draft.sites(), List.of())),
                Boolean.TRUE.equals(draft.staffOnly()));
        if (!content.staffOnly()) {
            checkReach(faults, content);
        } else {
            checkSheet(faults, content);
        }
        var store = store(faults, draft.storeId(), right);
        faults.check();
        return new Checked(slug, !Boolean.FALSE.equals(draft.active()), store, content);
    }

    static Message message(String code, Object... arguments) {
        return Message.of(FormReader.class, code, arguments);
    }

    private List<FormField> fields(Faults faults, List<FormDraft.Field> drafts, List<FormField> before) {
        if (drafts.size() > MOST_FIELDS) {
            faults.add("/fields", message("too-many-fields", MOST_FIELDS));
            return List.of();
        }
        var own = ownFields();
        var seen = new HashSet<String>();
        var read = new ArrayList<FormField>();
        for (int i = 0; i < drafts.size(); i++) {
            var pointer = "/fields/" + i + "/name";
            var name = faults.requiredText(pointer, drafts.get(i).name(), 100);
            var required = Boolean.TRUE.equals(drafts.get(i).required());
            var definition = own.get(name);
            var asked = before.stream().filter(one -> one.name().equals(name)).findFirst();
            if (!name.isEmpty() && !seen.add(name)) {
                faults.add(pointer, message("field-twice"));
            } else if (definition != null) {
                read.add(new FormField(name, required || definition.required(), FormField.Own.of(definition)));
            } else if (asked.isPresent()) {
                read.add(new FormField(name, required, asked.get().own()));
            } else if (Member.of(name).isPresent()) {
                read.add(new FormField(name, required, null));
            } else if (!name.isEmpty()) {
                faults.add(pointer, message("field-unknown"));
            }
        }
        return read;
    }

    /** Money is not asked of strangers. */
    private Map<String, FieldDefinition> ownFields() {
        return fields.definitions(CUSTOMER, FieldAccess.WRITE).stream()
                .filter(field -> field.isFor("PERSON") && field.type() != FieldType.MONEY)
                .collect(Collectors.toMap(FieldDefinition::member, Function.identity()));
    }

    /** Who comes in must have a name, and a way by which he is known again. */
    private static void checkReach(Faults faults, FormContent content) {
        if (content.field(Member.FULL_NAME).filter(FormField::required).isEmpty()) {
            faults.add("/fields", message("name-needed"));
        }
        var reach = content.fields().stream()
                .anyMatch(field -> field.required()
                        && (field.name().equals(Member.PHONE.word())
                                || field.name().equals(Member.EMAIL.word())));
        if (!reach) {
            faults.add("/fields", message("reach-needed"));
        }
    }

    /** What staff fill in asks something, and no leave: that is the person's own to give. */
    private static void checkSheet(Faults faults, FormContent content) {
        if (content.fields().isEmpty()) {
            faults.add("/fields", "required");
        }
        if (!content.consents().isEmpty()) {
            faults.add("/consents", message("no-leave-by-staff"));
        }
    }

    private static List<FormConsent> consents(Faults faults, List<FormDraft.Consent> drafts) {
        if (drafts.size() > MOST_CONSENTS) {
            faults.add("/consents", message("too-many-consents", MOST_CONSENTS));
            return List.of();
        }
        var read = new ArrayList<FormConsent>();
        for (int i = 0; i < drafts.size(); i++) {
            var draft = drafts.get(i);
            var pointer = "/consents/" + i;
            if (draft.purpose() == null) {
                faults.add(pointer + "/purpose", "required");
            }
            var purpose = faults.choice(pointer + "/purpose", draft.purpose(), Purpose.class);
            var channels = channels(faults, pointer, Objects.requireNonNullElse(draft.channels(), List.of()));
            var text = Bilingual.required(faults, pointer + "/text", draft.text(), LONGEST_TEXT);
            if (purpose != null) {
                read.add(new FormConsent(purpose, channels, Boolean.TRUE.equals(draft.required()), text));
            }
        }
        return read;
    }

    private static List<Channel> channels(Faults faults, String pointer, List<String> names) {
        var read = new ArrayList<Channel>();
        for (int i = 0; i < names.size() && i < Channel.values().length; i++) {
            var channel = faults.choice(pointer + "/channels/" + i, names.get(i), Channel.class);
            if (channel != null && !read.contains(channel)) {
                read.add(channel);
            }
        }
        return read.isEmpty() || read.contains(Channel.ANY) ? List.of(Channel.ANY) : read;
    }

    private static @Nullable Notice notice(Faults faults, FormDraft.@Nullable Notice draft, boolean needed) {
        var said = draft == null ? new FormDraft.Notice(null, null) : draft;
        if (!needed && said.version() == null && said.text() == null) {
            return null;
        }
        return new Notice(
                faults.requiredText("/notice/version", said.version(), 60),
                Bilingual.required(faults, "/notice/text", said.text(), LONGEST_NOTICE));
    }

    private static List<String> sites(Faults faults, List<String> sites) {
        if (sites.size() > MOST_SITES) {
            faults.add("/sites", message("too-many-sites", MOST_SITES));
            return List.of();
        }
        for (int i = 0; i < sites.size(); i++) {
            if (sites.get(i).length() > 200 || !SITE.matcher(sites.get(i)).matches()) {
                faults.add("/sites/" + i, message("site-invalid"));
            }
        }
        return sites;
    }

    /** The store that is named, if the right covers it; none is named only by whom no store limits. */
    @Nullable
    StoreId store(Faults faults, @Nullable String id, Visibility right) {
        if (id == null || Faults.isBlank(id)) {
            if (!right.all()) {
                faults.add("/storeId", "required");
            }
            return null;
        }
        if (!Ids.isId(id)
                || !stores.exists(new StoreId(id))
                || !(right.all() || right.stores().contains(id))) {
            faults.add("/storeId", "id-invalid");
            return null;
        }
        return new StoreId(id);
    }
}
