package org.kithwork.core.internal.customer;

import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ContactType;

/**
 * A contact point whose value was read.
 *
 * @param value as typed, to be shown
 * @param normalised the form in which equal ones are equal; {@code null} where it must not be matched
 * @param lastFour the last digits of a phone number
 */
record CheckedContact(
        ContactType type,
        String value,
        @Nullable String normalised,
        @Nullable String lastFour,
        boolean primary,
        boolean shared) {

    CheckedContact with(boolean isPrimary, boolean isShared) {
        return new CheckedContact(type, value, normalised, lastFour, isPrimary, isShared);
    }
}
