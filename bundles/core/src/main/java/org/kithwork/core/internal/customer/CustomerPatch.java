package org.kithwork.core.internal.customer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.contact.PhoneNumbers;
import org.kithwork.core.internal.customer.CustomerHistory.Change;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.customer.BirthDate;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Patch;

/** Applies the members that a patch names to a customer, and notes what became different. */
final class CustomerPatch {

    private static final Set<String> NAME = Set.of("fullName", "familyName", "givenName", "nameOrder", "pinyin");

    private final CustomerProtection protection;
    private final CustomerReferences references;
    private final CustomerFields fields;
    private final DraftReader reader = new DraftReader(PhoneNumbers.DEFAULT_REGION);
    private final Faults faults = new Faults();

    CustomerPatch(CustomerProtection protection, CustomerReferences references, CustomerFields fields) {
        this.protection = protection;
        this.references = references;
        this.fields = fields;
    }

    /** The field whose rule holds for a member. */
    static String fieldOf(String member) {
        return NAME.contains(member) || member.equals("unnamed") ? "displayName" : member;
    }

    /** Applies all members or, at any fault, none: the transaction goes with the faults. */
    void apply(Patch patch, CustomerEntity customer, List<Change> changes, CustomerStore store) {
        patch.allow(CustomerChange.class);
        name(patch, customer, changes);
        if (patch.has("status")) {
            status(patch.text("status"), customer, changes);
        }
        if (patch.has("unnamed")) {
            boolean unnamed = Boolean.TRUE.equals(patch.value("unnamed", Boolean.class));
            note(changes, "unnamed", customer.unnamed, unnamed);
            customer.unnamed = unnamed;
        }
        if (patch.has("sex")) {
            int sex = reader.sex(faults, patch.value("sex", Integer.class));
            note(changes, "sex", customer.sex, sex);
            customer.sex = sex;
        }
        if (patch.has("birth")) {
            birth(reader.birth(faults, patch.value("birth", CustomerDraft.Birth.class)), customer, changes);
        }
        texts(patch, customer, changes);
        owners(patch, customer, changes);
        tags(patch, customer, changes, store);
        fields.change(faults, customer, fieldsOf(patch), changes);
        faults.check();
    }

    /** What a patch says of the fields of the company, by key. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> fieldsOf(Patch patch) {
        var given = patch.value("fields", Map.class);
        return given == null ? Map.of() : (Map<String, @Nullable Object>) given;
    }

    private void name(Patch patch, CustomerEntity customer, List<Change> changes) {
        if (patch.members().stream().noneMatch(NAME::contains)) {
            return;
        }
        var before = customer.displayName;
        var spoken = customer.pinyin;
        if (patch.has("pinyin")) {
            customer.pinyin = faults.optionalText("/pinyin", patch.text("pinyin"), 200);
            note(changes, "pinyin", spoken, customer.pinyin);
        }
        var full = patch.has("fullName") ? Objects.requireNonNullElse(patch.text("fullName"), "") : null;
        var parts = patch.has("familyName") || patch.has("givenName") || patch.has("nameOrder");
        if (full == null && !parts) {
            CustomerWriter.setName(customer, CustomerKeys.nameOf(customer));
            return;
        }
        var family = patch.has("familyName") ? patch.text("familyName") : customer.familyName;
        var given = patch.has("givenName") ? patch.text("givenName") : customer.givenName;
        var order = patch.has("nameOrder") ? patch.text("nameOrder") : null;
        CustomerWriter.setName(customer, reader.name(faults, customer.kind, full, family, given, order));
        note(changes, "displayName", before, customer.displayName);
        customer.unnamed = false;
    }

    /** Merged and erased are reached by their operations alone. */
    private void status(@Nullable String text, CustomerEntity customer, List<Change> changes) {
        var status = faults.choice("/status", text, CustomerStatus.class);
        if (status != CustomerStatus.ACTIVE && status != CustomerStatus.BLOCKED) {
            faults.add("/status", "choice-invalid", "ACTIVE, BLOCKED");
            return;
        }
        note(changes, "status", customer.status, status);
        customer.status = status;
    }

    private static void birth(@Nullable BirthDate birth, CustomerEntity customer, List<Change> changes) {
        note(changes, "birth", CustomerViews.birth(customer), birth);
        customer.birthYear = birth == null ? null : birth.year();
        customer.birthMonth = birth == null ? null : birth.month();
        customer.birthDay = birth == null ? null : birth.day();
        customer.birthCalendar = birth == null ? null : birth.calendar();
    }

    private void texts(Patch patch, CustomerEntity customer, List<Change> changes) {
        if (patch.has("occupation")) {
            customer.occupation = text(patch, "occupation", 100, customer.occupation, changes);
        }
        if (patch.has("company")) {
            customer.company = text(patch, "company", 200, customer.company, changes);
        }
        if (patch.has("district")) {
            customer.district = text(patch, "district", 100, customer.district, changes);
        }
        if (patch.has("note")) {
            var before = protection.openNote(customer.id, customer.noteCipher);
            var note = text(patch, "note", DraftReader.LONGEST_NOTE, before, changes);
            customer.noteCipher = protection.sealNote(customer.id, note);
        }
    }

    private @Nullable String text(Patch patch, String member, int max, @Nullable String before, List<Change> changes) {
        var text = faults.optionalText("/" + member, patch.text(member), max);
        note(changes, member, before, text);
        return text;
    }

    private void owners(Patch patch, CustomerEntity customer, List<Change> changes) {
        if (patch.has("storeId")) {
            var store = DraftReader.id(faults, "/storeId", patch.text("storeId"));
            references.checkStore(faults, store);
            note(changes, "storeId", customer.storeId, store);
            customer.storeId = store;
        }
        if (patch.has("ownerId")) {
            var known = faults.found().size();
            var owner = DraftReader.id(faults, "/ownerId", patch.text("ownerId"));
            if (faults.found().size() == known) {
                references.checkOwner(faults, "/ownerId", customer.ownerId, owner, customer.storeId);
            }
            note(changes, "ownerId", customer.ownerId, owner);
            customer.ownerId = owner;
        }
    }

    private void tags(Patch patch, CustomerEntity customer, List<Change> changes, CustomerStore store) {
        if (!patch.has("tags")) {
            return;
        }
        var given = patch.value("tags", String[].class);
        var tags = reader.tags(faults, given == null ? List.of() : List.of(given));
        var before = new LinkedHashSet<>(store.details(customer.id).tags());
        if (!before.equals(tags)) {
            changes.add(new Change("tags", before, tags));
            store.replaceTags(customer.id, tags);
        }
    }

    private static void note(List<Change> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(field, before, after));
        }
    }
}
