package org.kithwork.core.internal.contact;

import com.ibm.icu.lang.UCharacter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.text.ChineseName;

/** What a person sees who may know that a value is there and not what it is. A mask never throws and never tells more. */
public final class Masks {
    private static final String HIDDEN = "***";
    private static final int BAND = 10;

    private Masks() {}

    /** The family name and a star (张*, 欧阳*); the first character and a star for a name that is not taken apart. */
    public static String name(ChineseName name) {
        String family = name.familyName();
        if (family != null && name.givenName() != null && ChineseName.isHan(family)) {
            return family + "*";
        }
        return family != null && name.givenName() == null && !isOneCharacter(family)
                ? firstCharacter(family) + "*"
                : firstCharacter(name.displayName()) + "*";
    }

    /** The beginning and the last four digits (138****5678); fewer of a short number, none of what is no number. */
    public static String phone(PhoneNumber number) {
        String e164 = number.e164();
        if (number.type() == PhoneNumber.Type.MASKED) {
            return remask(number.raw());
        }
        if (e164 == null) {
            return HIDDEN;
        }
        if (e164.startsWith("+86")) {
            return digits(number.type() == PhoneNumber.Type.FIXED_LINE ? "0" + e164.substring(3) : e164.substring(3));
        }
        return "+" + digits(e164.substring(1));
    }

    /** The same for a number that was not read yet. */
    public static String phone(String number) {
        return phone(PhoneNumbers.parse(number, PhoneNumbers.DEFAULT_REGION));
    }

    /** The first character and the host: z***@example.com. */
    public static String email(String address) {
        int at = address.lastIndexOf('@');
        return at <= 0 ? HIDDEN : firstCharacter(address) + HIDDEN + address.substring(at);
    }

    /** The address down to its district, the one given or else the one that the text says. */
    public static String address(String address, @Nullable String district) {
        if (district != null && !district.isBlank()) {
            return district.strip() + HIDDEN;
        }
        return PostalAddress.parse(address).toDistrict().orElse("") + HIDDEN;
    }

    /** The decade of a year of birth: 1990-1999. */
    public static String birthYear(int year) {
        int from = Math.floorDiv(year, BAND) * BAND;
        return String.format(Locale.ROOT, "%d-%d", from, from + BAND - 1);
    }

    /** The last four characters of an identity number. */
    public static String identityNumber(String number) {
        String plain = number.strip();
        int from = plain.length() - 4;
        return from <= 3 || Character.isLowSurrogate(plain.charAt(from)) ? HIDDEN : "****" + plain.substring(from);
    }

    /** Of free text nothing is shown, not even its length. */
    public static String freeText() {
        return HIDDEN;
    }

    private static String digits(String number) {
        int length = number.length();
        if (length < 7) {
            return HIDDEN;
        }
        int head = length >= 11 ? 3 : length >= 9 ? 2 : 1;
        int tail = length >= 9 ? 4 : 2;
        return number.substring(0, head) + "*".repeat(length - head - tail) + number.substring(length - tail);
    }

    /** A number that came with its middle hidden keeps at most three digits in front and four at the end. */
    private static String remask(String raw) {
        String front = raw.replaceFirst("[^0-9+].*$", "");
        String end = raw.replaceFirst("^.*[^0-9]", "");
        return front.substring(0, Math.min(3, front.length())) + "****" + end.substring(Math.max(0, end.length() - 4));
    }

    private static boolean isOneCharacter(String text) {
        return text.codePointCount(0, text.length()) == 1;
    }

    private static String firstCharacter(String text) {
        int end = text.isEmpty() ? 0 : text.offsetByCodePoints(0, 1);
        while (end < text.length() && UCharacter.getType(text.codePointAt(end)) == Character.NON_SPACING_MARK) {
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(0, end);
    }
}
