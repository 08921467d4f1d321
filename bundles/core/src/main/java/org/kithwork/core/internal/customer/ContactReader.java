package org.kithwork.core.internal.customer;

import org.kithwork.core.internal.contact.EmailAddresses;
import org.kithwork.core.internal.contact.PhoneNumber;
import org.kithwork.core.internal.contact.PhoneNumbers;
import org.kithwork.core.internal.contact.PostalAddress;
import org.kithwork.customer.ContactType;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;

/** Reads the value of a contact point by its type. */
final class ContactReader {

    private ContactReader() {}

    /** The value as stored and as matched; a fault is noted and the value kept as it is. */
    static CheckedContact read(Faults faults, String pointer, ContactType type, String value, String phoneRegion) {
        return switch (type) {
            case PHONE -> phone(faults, pointer, value, phoneRegion);
            case EMAIL -> email(faults, pointer, value);
            case ADDRESS -> plain(type, value, PostalAddress.parse(value).normalised());
            case WECHAT, OTHER -> plain(type, value, value);
        };
    }

    /** The form in which equal values are equal, also of those that were stored before. */
    static CheckedContact readStored(ContactType type, String value) {
        return read(new Faults(), "", type, value, PhoneNumbers.DEFAULT_REGION);
    }

    private static CheckedContact phone(Faults faults, String pointer, String value, String region) {
        var number = PhoneNumbers.parse(value, region);
        if (number.fault() != null) {
            faults.add(pointer, Message.of(ContactReader.class, number.fault().code(), value));
        }
        return of(number);
    }

    /** A telephone number that was read. */
    static CheckedContact of(PhoneNumber number) {
        return new CheckedContact(
                ContactType.PHONE,
                number.raw(),
                number.matchable() ? number.normalised().orElse(null) : null,
                number.lastFour().orElse(null),
                false,
                false);
    }

    private static CheckedContact email(Faults faults, String pointer, String value) {
        var address = EmailAddresses.parse(value);
        if (address.isEmpty()) {
            faults.add(pointer, Message.of(ContactReader.class, "email-invalid"));
            return plain(ContactType.EMAIL, value, value);
        }
        return plain(ContactType.EMAIL, address.get().raw(), address.get().normalised());
    }

    private static CheckedContact plain(ContactType type, String value, String normalised) {
        return new CheckedContact(type, value, normalised, null, false, false);
    }
}
