package org.kithwork.core.internal.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.protection.BlindIndex;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.FieldCipher;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.customer.ContactType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which values of a customer are encrypted, under which key, bound to which place. */
@Component(service = CustomerProtection.class)
public final class CustomerProtection {

    private final FieldCipher cipher;
    private final BlindIndex index;

    @Activate
    public CustomerProtection(@Reference Keys keys) {
        this.cipher = new FieldCipher(keys.ring());
        this.index = new BlindIndex(keys.ring());
    }

    String sealContact(String contactPointId, String value) {
        return cipher.encrypt(DataClass.CONTACT, contactPlace(contactPointId), value);
    }

    String openContact(String contactPointId, String stored) {
        return cipher.decrypt(DataClass.CONTACT, contactPlace(contactPointId), stored);
    }

    @Nullable
    String sealNote(String customerId, @Nullable String note) {
        return note == null ? null : cipher.encrypt(DataClass.NOTE, notePlace(customerId), note);
    }

    @Nullable
    String openNote(String customerId, @Nullable String stored) {
        return stored == null ? null : cipher.decrypt(DataClass.NOTE, notePlace(customerId), stored);
    }

    String sealHistory(String historyId, String changes) {
        return cipher.encrypt(DataClass.HISTORY, historyPlace(historyId), changes);
    }

    String openHistory(String historyId, String stored) {
        return cipher.decrypt(DataClass.HISTORY, historyPlace(historyId), stored);
    }

    /** By which equal values are found. */
    String blind(ContactType type, String normalised) {
        return index.of(DataClass.CONTACT, type.name(), normalised);
    }

    /** All that a stored blind index of this value may be while keys are being renewed. */
    List<String> blindCandidates(ContactType type, String normalised) {
        return index.candidates(DataClass.CONTACT, type.name(), normalised);
    }

    String blindLastFour(String lastFour) {
        return index.ofLastFour(DataClass.CONTACT, ContactType.PHONE.name(), lastFour);
    }

    List<String> lastFourCandidates(String lastFour) {
        return index.lastFourCandidates(DataClass.CONTACT, ContactType.PHONE.name(), lastFour);
    }

    /** What is left of a contact point of somebody who was erased. */
    String suppressionMark(ContactType type, String normalised) {
        return index.of(DataClass.SUPPRESSION, type.name(), normalised);
    }

    /** All that such a mark may be while keys are being renewed. */
    List<String> suppressionMarks(ContactType type, String normalised) {
        return index.candidates(DataClass.SUPPRESSION, type.name(), normalised);
    }

    private static FieldRef contactPlace(String id) {
        return new FieldRef("core_contact_point", "contact_cipher", id);
    }

    private static FieldRef notePlace(String id) {
        return new FieldRef("core_customer", "note_cipher", id);
    }

    private static FieldRef historyPlace(String id) {
        return new FieldRef("core_customer_history", "changes_cipher", id);
    }
}
