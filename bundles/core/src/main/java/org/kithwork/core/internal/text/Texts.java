package org.kithwork.core.internal.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.Optional;

/**
 * What happens to every text before it is stored: NFC and nothing else. Nothing is trimmed, no control character is
 * taken out, so what was typed comes back; what a database cannot hold is a fault, never a silent change.
 */
public final class Texts {
    /** Why a text is refused; the code goes to the caller. */
    public enum Fault {
        /** U+0000, which PostgreSQL cannot store. */
        NUL("text-nul"),
        /** Half of a surrogate pair, which no UTF-8 can carry. */
        SURROGATE("text-surrogate"),
        /** Nothing but white space where something must stand. */
        BLANK("text-blank"),
        /** More code points than the field takes. */
        TOO_LONG("text-too-long");

        private final String code;

        Fault(String code) {
            this.code = code;
        }

        /** The code of the fault in a problem. */
        public String code() {
            return code;
        }
    }

    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    private Texts() {}

    /** The text as it is stored: in normalisation form C, otherwise untouched. */
    public static String stored(String text) {
        return NFC.isNormalized(text) ? text : NFC.normalize(text);
    }

    /** The fault of a text that may be blank, if it has one; {@code limit} counts code points of the stored form. */
    public static Optional<Fault> fault(String text, int limit) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0) {
                return Optional.of(Fault.NUL);
            }
            if (Character.isSurrogate(unit)) {
                if (Character.isLowSurrogate(unit)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return Optional.of(Fault.SURROGATE);
                }
                i++;
            }
        }
        return length(stored(text)) > limit ? Optional.of(Fault.TOO_LONG) : Optional.empty();
    }

    /** The fault of a text that must say something, such as a name. */
    public static Optional<Fault> faultOfName(String text, int limit) {
        return isBlank(text) ? Optional.of(Fault.BLANK) : fault(text, limit);
    }

    /** The length in code points, as a person counts (nearly) and as the limits mean it. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Whether the text is empty or has only Unicode white space, the ideographic space and the no-break space too. */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(UCharacter::isUWhiteSpace);
    }

    /** The text without Unicode white space at either end; for codes and numbers, never for names and notes. */
    public static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && UCharacter.isUWhiteSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && UCharacter.isUWhiteSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** At most {@code units} UTF-16 units of the text, never half a surrogate pair. */
    public static String cut(String text, int units) {
        if (text.length() <= units) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(units - 1)) ? units - 1 : units);
    }
}
