package org.kithwork.core.internal.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import java.util.Map;

/**
 * The form in which names and queries are compared: NFKC, case folded, full-width folded, accents of Latin letters
 * dropped, white space and the small marks inside names (apostrophe, middle dot, hyphen, full stop, comma) taken out.
 * Both sides of a search pass through here, so they cannot drift apart.
 */
final class Folding {
    private static final Normalizer2 NFKC_CASEFOLD = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final String SMALL_MARKS = "'’‘ʼ`´·・•‧∙･.。．,，、-‐‑‒–—_";
    private static final Map<Integer, String> LATIN = Map.of(
            (int) 'ø', "o", (int) 'đ', "d", (int) 'ð', "d", (int) 'ł', "l", (int) 'æ', "ae", (int) 'œ', "oe", (int) 'ı',
            "i", (int) 'þ', "th", (int) 'ħ', "h");

    private Folding() {}

    /** The comparable form; never empty unless the text is: a text of marks alone keeps them. */
    static String key(String text) {
        String folded = plainLatin(NFKC_CASEFOLD.normalize(text));
        StringBuilder key = new StringBuilder(folded.length());
        folded.codePoints()
                .filter(point -> !UCharacter.isUWhiteSpace(point) && !isSmallMark(point))
                .forEach(key::appendCodePoint);
        if (key.length() > 0) {
            return key.toString();
        }
        return folded.isEmpty() ? text : folded;
    }

    /** Full-width letters, digits and signs in their plain form, case kept. */
    static String plainWidth(String text) {
        return com.ibm.icu.text.Normalizer2.getNFKCInstance().normalize(text);
    }

    static boolean isSmallMark(int point) {
        return SMALL_MARKS.indexOf(point) >= 0;
    }

    private static String plainLatin(String text) {
        if (text.chars().allMatch(unit -> unit < 0x80 || unit >= 0x2000 && !Character.isSurrogate((char) unit))) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        boolean afterLatin = false;
        String parts = NFD.normalize(text);
        for (int i = 0; i < parts.length(); ) {
            int point = parts.codePointAt(i);
            i += Character.charCount(point);
            if (afterLatin && UCharacter.getType(point) == Character.NON_SPACING_MARK) {
                continue;
            }
            afterLatin = UScript.getScript(point) == UScript.LATIN;
            String letter = LATIN.get(point);
            if (letter == null) {
                plain.appendCodePoint(point);
            } else {
                plain.append(letter);
            }
        }
        return NFC.normalize(plain);
    }
}
