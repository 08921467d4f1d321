package org.kithwork.core.internal.customer;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.text.ChineseName;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.customer.BirthDate;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerKind;
import org.kithwork.customer.Identifier;
import org.kithwork.customer.NameOrder;
import org.kithwork.field.FieldDefinition;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Reads drafts: every fault is noted with its place, nothing is guessed that a person could have meant otherwise. */
final class DraftReader {

    static final int LONGEST_NAME = 400;
    static final int LONGEST_NOTE = 4000;
    private static final int MOST_CONTACTS = 50;
    private static final int MOST_IDENTIFIERS = 50;
    private static final Set<Integer> SEXES = Set.of(0, 1, 2, 9);

    private final String phoneRegion;

    DraftReader(String phoneRegion) {
        this.phoneRegion = phoneRegion;
    }

    /** Reads the fields of the company that a draft names. */
    interface FieldsReader {
        Map<FieldDefinition, Object> read(Faults faults, CustomerKind kind);
    }

    /** The draft without faults; throws with all of them otherwise. */
    CheckedCustomer read(CustomerDraft draft, FieldsReader fields) {
        var faults = new Faults();
        var kind = Objects.requireNonNullElse(
                faults.choice("/kind", draft.kind(), CustomerKind.class), CustomerKind.PERSON);
        var checked = new CheckedCustomer(
                kind,
                name(faults, kind, draft.fullName(), draft.familyName(), draft.givenName(), draft.nameOrder()),
                sex(faults, draft.sex()),
                birth(faults, draft.birth()),
                faults.optionalText("/occupation", draft.occupation(), 100),
                faults.optionalText("/company", draft.company(), 200),
                faults.optionalText("/district", draft.district(), 100),
                faults.optionalText("/note", draft.note(), LONGEST_NOTE),
                contacts(faults, Objects.requireNonNullElse(draft.contactPoints(), List.of())),
                identifiers(faults, Objects.requireNonNullElse(draft.identifiers(), List.of())),
                tags(faults, Objects.requireNonNullElse(draft.tags(), List.of())),
                id(faults, "/ownerId", draft.ownerId()),
                id(faults, "/storeId", draft.storeId()),
                faults.optionalText("/source", draft.source(), 50),
                Boolean.TRUE.equals(draft.unnamed()),
                faults.optionalText("/duplicateReason", draft.duplicateReason(), 400),
                fields.read(faults, kind));
        faults.check();
        return checked;
    }

    /** The keys in a draft that may still be half typed; what is at fault is left out. */
    CheckedCustomer readWhatIsThere(CustomerDraft draft) {
        var ignored = new Faults();
        var contacts = contacts(ignored, Objects.requireNonNullElse(draft.contactPoints(), List.of()));
        var identifiers = identifiers(ignored, Objects.requireNonNullElse(draft.identifiers(), List.of()));
        return new CheckedCustomer(
                CustomerKind.PERSON,
                name(ignored, CustomerKind.PERSON, draft.fullName(), draft.familyName(), draft.givenName(), null),
                0,
                birth(ignored, draft.birth()),
                null,
                null,
                null,
                null,
                contacts,
                identifiers,
                Set.of(),
                null,
                null,
                null,
                false,
                null,
                Map.of());
    }

    ChineseName name(
            Faults faults,
            CustomerKind kind,
            @Nullable String full,
            @Nullable String family,
            @Nullable String given,
            @Nullable String order) {
        var shown = faults.choice("/nameOrder", order, NameOrder.class);
        if (full == null && (family != null || given != null)) {
            var first = faults.optionalText("/familyName", family, LONGEST_NAME / 2);
            var second = faults.optionalText("/givenName", given, LONGEST_NAME / 2);
            if (first == null && second == null) {
                faults.add("/familyName", "required");
                return ChineseName.whole("-");
            }
            return ChineseName.of(first, second, shown);
        }
        var text = faults.requiredText("/fullName", full, LONGEST_NAME);
        if (text.isEmpty()) {
            return ChineseName.whole("-");
        }
        return kind == CustomerKind.ORGANISATION ? ChineseName.whole(text) : ChineseName.split(text);
    }

    int sex(Faults faults, @Nullable Integer sex) {
        if (sex == null) {
            return 0;
        }
        if (!SEXES.contains(sex)) {
            faults.add("/sex", "choice-invalid", "0, 1, 2, 9");
        }
        return sex;
    }

    @Nullable
    BirthDate birth(Faults faults, CustomerDraft.@Nullable Birth birth) {
        if (birth == null || (birth.year() == null && birth.month() == null && birth.day() == null)) {
            return null;
        }
        var calendar = Objects.requireNonNullElse(
                faults.choice("/birth/calendar", birth.calendar(), BirthDate.Calendar.class), BirthDate.Calendar.SOLAR);
        var date = new BirthDate(birth.year(), birth.month(), birth.day(), calendar);
        BirthDates.fault(date).ifPresent(code -> faults.add("/birth", own(code)));
        return date;
    }

    List<CheckedContact> contacts(Faults faults, List<CustomerDraft.Contact> contacts) {
        if (contacts.size() > MOST_CONTACTS) {
            faults.add("/contactPoints", tooManyContacts());
            return List.of();
        }
        var checked = new ArrayList<CheckedContact>();
        var primaries = EnumSet.noneOf(ContactType.class);
        for (int i = 0; i < contacts.size(); i++) {
            var pointer = "/contactPoints/" + i;
            var contact = contact(faults, pointer, contacts.get(i));
            if (contact != null) {
                if (contact.primary() && !primaries.add(contact.type())) {
                    faults.add(pointer + "/primary", own("two-primaries", contact.type()));
                }
                checked.add(contact);
            }
        }
        return checked;
    }

    /** Each change of a customer reads all of them again, so they must not become more without end. */
    static void requireRoomForContact(int there) {
        if (there >= MOST_CONTACTS) {
            throw Problem.conflict(tooManyContacts());
        }
    }

    static void requireRoomForIdentifier(int there) {
        if (there >= MOST_IDENTIFIERS) {
            throw Problem.conflict(tooManyIdentifiers());
        }
    }

    private static Message tooManyContacts() {
        return own("too-many-contacts", MOST_CONTACTS);
    }

    private static Message tooManyIdentifiers() {
        return own("too-many-identifiers", MOST_IDENTIFIERS);
    }

    @Nullable
    CheckedContact contact(Faults faults, String pointer, CustomerDraft.Contact contact) {
        var type = faults.choice(pointer + "/type", contact.type(), ContactType.class);
        if (contact.type() == null) {
            faults.add(pointer + "/type", "required");
        }
        var text = faults.requiredText(pointer + "/value", contact.value(), 500);
        if (type == null || text.isEmpty()) {
            return null;
        }
        return ContactReader.read(faults, pointer + "/value", type, text, phoneRegion)
                .with(Boolean.TRUE.equals(contact.primary()), Boolean.TRUE.equals(contact.shared()));
    }

    List<Identifier> identifiers(Faults faults, List<CustomerDraft.Key> keys) {
        if (keys.size() > MOST_IDENTIFIERS) {
            faults.add("/identifiers", tooManyIdentifiers());
            return List.of();
        }
        var identifiers = new LinkedHashSet<Identifier>();
        for (int i = 0; i < keys.size(); i++) {
            var read = identifier(faults, "/identifiers/" + i, keys.get(i));
            if (read != null) {
                identifiers.add(read);
            }
        }
        return List.copyOf(identifiers);
    }

    @Nullable
    Identifier identifier(Faults faults, String pointer, CustomerDraft.Key key) {
        var before = faults.found().size();
        var scheme = faults.requiredText(pointer + "/scheme", key.scheme(), 40);
        var value = faults.requiredText(pointer + "/value", key.value(), 200);
        if (!scheme.isEmpty() && !scheme.matches("[a-z0-9][a-z0-9._-]*")) {
            faults.add(pointer + "/scheme", own("scheme-invalid"));
        }
        return faults.found().size() == before ? new Identifier(scheme, SearchKeys.identifier(value)) : null;
    }

    Set<String> tags(Faults faults, List<String> tags) {
        var read = new LinkedHashSet<String>();
        for (int i = 0; i < tags.size(); i++) {
            var tag = faults.optionalText("/tags/" + i, tags.get(i), 50);
            if (tag != null) {
                read.add(tag.strip());
            }
        }
        return read;
    }

    static @Nullable String id(Faults faults, String pointer, @Nullable String id) {
        if (id != null && !org.kithwork.id.Ids.isId(id)) {
            faults.add(pointer, "id-invalid");
            return null;
        }
        return id;
    }

    private static Message own(String code, Object... arguments) {
        return Message.of(DraftReader.class, code, arguments);
    }

    static Fault fault(String pointer, String code, Object... arguments) {
        return new Fault(pointer, own(code, arguments));
    }
}
