package org.kithwork.core.internal.contact;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A phone number as it was understood.
 *
 * @param raw what was typed, trimmed; this is what is stored
 * @param e164 the number in E.164 without extension, absent when it is masked or faulty
 * @param extension the digits to dial once connected
 * @param display how it is shown: national form inside its country, else international
 * @param matchable whether two customers with this number may be the same person
 * @param leadingZeroLost whether a Chinese land line came without its 0, as a spreadsheet leaves it: an import flags it
 * @param fault why it is refused; absent when it may be stored
 */
public record PhoneNumber(
        String raw,
        Type type,
        @Nullable String e164,
        @Nullable String extension,
        String display,
        boolean matchable,
        boolean leadingZeroLost,
        @Nullable Fault fault) {

    /** What kind of number it is. */
    public enum Type {
        /** A mobile number. */
        MOBILE,
        /** A land line, perhaps with an extension. */
        FIXED_LINE,
        /** 400, 800 and other numbers of companies, never of a person. */
        SERVICE,
        /** A number that a courier or a market place lends for one parcel: a mobile or 95 number with an extension. */
        RELAY,
        /** A number with its middle hidden: 138****5678. */
        MASKED,
        /** Something else that can be dialled. */
        OTHER,
        /** Not a number. */
        NONE
    }

    /** Why a number is refused; the code goes to the caller. */
    public enum Fault {
        /** Nothing was typed. */
        EMPTY("phone-empty"),
        /** No number of the region nor, with +, of the world. */
        INVALID("phone-invalid"),
        /** A spreadsheet's 1.38E+10: the digits are lost. */
        SCIENTIFIC("phone-scientific"),
        /** More than one number in one cell. */
        SEVERAL("phone-several");

        private final String code;

        Fault(String code) {
            this.code = code;
        }

        /** The code of the fault in a problem. */
        public String code() {
            return code;
        }
    }

    /** Whether it may be stored. */
    public boolean storable() {
        return fault == null;
    }

    /** The form that equal numbers share: E.164, with ";ext=" where there is an extension; empty without a number. */
    public Optional<String> normalised() {
        if (e164 == null) {
            return Optional.empty();
        }
        return Optional.of(extension == null ? e164 : e164 + ";ext=" + extension);
    }

    /** The last four digits of the number itself; empty where fewer are known. */
    public Optional<String> lastFour() {
        String digits = e164 != null ? e164 : fault == null ? raw : "";
        int from = digits.length() - 4;
        String end = from < 0 ? "" : digits.substring(from);
        return end.matches("[0-9]{4}") ? Optional.of(end) : Optional.empty();
    }
}
