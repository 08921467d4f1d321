package org.kithwork.core.internal.duplicate.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** How alike two values are, in a few steps that a model can weigh. Values are in their comparable form. */
public final class Similarity {

    /** One of the values is not known. */
    public static final int UNKNOWN = -1;

    public static final int DIFFERENT = 0;
    /** A resemblance: most of a name, half of the words, two slips. */
    public static final int ALIKE = 1;
    /** A slip: one letter or digit, two that changed places. */
    public static final int CLOSE = 2;
    /** The value stands in the partner field. */
    public static final int SWAPPED = 3;

    public static final int EQUAL = 4;
    static final int LEVELS = 5;

    private static final double ALIKE_NAME = 0.85;
    private static final double CLOSE_NAME = 0.93;
    private static final double ALIKE_WORDS = 0.6;
    private static final double CLOSE_WORDS = 0.9;
    private static final double SAME_WORD = 0.88;
    private static final int DATE_LENGTH = 8;
    private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();

    private Similarity() {}

    /** The step of two values of a kind. */
    public static int level(FieldKind kind, String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return UNKNOWN;
        }
        if (a.equals(b)) {
            return EQUAL;
        }
        return switch (kind) {
            case NAME -> name(a, b);
            case TEXT -> text(a, b);
            case CODE -> code(a, b);
            case DATE -> date(a, b);
            case CATEGORY -> DIFFERENT;
        };
    }

    private static int name(String a, String b) {
        if (Slips.between(a, b, 1) <= 1 && Math.min(a.length(), b.length()) > 2) {
            return CLOSE;
        }
        double similarity = jaroWinkler(a, b);
        return similarity >= CLOSE_NAME ? CLOSE : similarity >= ALIKE_NAME ? ALIKE : DIFFERENT;
    }

    private static int code(String a, String b) {
        int most = Math.min(a.length(), b.length()) >= 6 ? 2 : 1;
        int slips = Slips.between(a, b, most);
        return slips <= 1 ? CLOSE : slips <= most ? ALIKE : DIFFERENT;
    }

    private static int date(String a, String b) {
        int slips = Slips.between(a, b, 2);
        if (slips <= 1 || monthAndDayChangedPlaces(a, b)) {
            return CLOSE;
        }
        return slips <= 2 || sameMonthAndDay(a, b) ? ALIKE : DIFFERENT;
    }

    private static boolean monthAndDayChangedPlaces(String a, String b) {
        return a.length() == DATE_LENGTH
                && b.length() == DATE_LENGTH
                && a.substring(0, 4).equals(b.substring(0, 4))
                && a.substring(4, 6).equals(b.substring(6, 8))
                && a.substring(6, 8).equals(b.substring(4, 6));
    }

    private static boolean sameMonthAndDay(String a, String b) {
        return a.length() == DATE_LENGTH
                && b.length() == DATE_LENGTH
                && a.substring(4).equals(b.substring(4));
    }

    /** House 12 is not house 13: words with another number are never a slip apart. */
    private static int text(String a, String b) {
        boolean sameNumbers = numbers(a).equals(numbers(b));
        if (sameNumbers && a.length() > 4 && b.length() > 4 && Slips.between(a, b, 2) <= 2) {
            return CLOSE;
        }
        var common = common(a, b);
        if (common.ofBoth() >= CLOSE_WORDS) {
            return sameNumbers ? CLOSE : ALIKE;
        }
        boolean alike =
                common.ofBoth() >= ALIKE_WORDS || common.ofShorter() >= CLOSE_WORDS || jaroWinkler(a, b) >= CLOSE_NAME;
        return alike && (sameNumbers || common.ofShorter() >= CLOSE_WORDS) ? ALIKE : DIFFERENT;
    }

    private static List<String> numbers(String text) {
        return Arrays.stream(text.split(" "))
                .filter(word -> !word.isEmpty() && Character.isDigit(word.charAt(0)))
                .sorted()
                .toList();
    }

    /** The share of the words, weighed by their length, that have a like one on the other side. */
    private record Common(double ofBoth, double ofShorter) {}

    private static Common common(String a, String b) {
        List<String> left = new ArrayList<>(Arrays.asList(a.split(" ")));
        List<String> right = new ArrayList<>(Arrays.asList(b.split(" ")));
        double ofLeft = letters(left);
        double ofRight = letters(right);
        double foundLeft = 0;
        double foundRight = 0;
        for (var word : left) {
            for (int i = 0; i < right.size(); i++) {
                var other = right.get(i);
                if (sameWord(word, other)) {
                    foundLeft += word.length();
                    foundRight += other.length();
                    right.remove(i);
                    break;
                }
            }
        }
        double shorter = ofLeft <= ofRight ? foundLeft / ofLeft : foundRight / ofRight;
        return new Common((foundLeft + foundRight) / (ofLeft + ofRight), shorter);
    }

    private static int letters(List<String> words) {
        return words.stream().mapToInt(String::length).sum();
    }

    private static boolean sameWord(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        boolean number = Character.isDigit(a.charAt(0)) || Character.isDigit(b.charAt(0));
        return !number && jaroWinkler(a, b) >= SAME_WORD;
    }

    static double jaroWinkler(String a, String b) {
        return JARO_WINKLER.apply(a, b);
    }
}
