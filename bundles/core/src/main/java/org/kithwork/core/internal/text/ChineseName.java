package org.kithwork.core.internal.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.NameOrder;

/**
 * A person's name, taken apart as far as it safely can be.
 *
 * <p>A name of Han characters alone is split by the table of compound surnames, never by a space, and is shown without
 * one: "李 明" is 李 + 明 and shown 李明. A name with a middle dot (阿依古丽·买买提) has no family name and stays whole. A
 * name in Latin letters of two and more words has its given name first, "Smith, John" the other way round. Everything
 * else (one Latin word, mixed scripts, other scripts, six and more Han characters) stays whole, and is shown exactly as
 * it was typed.
 *
 * @param familyName the family name, absent when the name was not taken apart
 * @param givenName the given name, absent when only a surname is known
 * @param doubtful whether a person should look at the split
 * @param displayName what is shown
 */
public record ChineseName(
        @Nullable String familyName,
        @Nullable String givenName,
        NameOrder order,
        boolean doubtful,
        String displayName) {

    private static final int LONGEST_HAN_NAME = 5;

    /** Takes a full name apart; the name must not be blank. */
    public static ChineseName split(String fullName) {
        String name = Texts.stored(fullName);
        Letters letters = Letters.of(name);
        if (letters.han && !letters.latin && !letters.other) {
            return letters.dot ? whole(name) : splitHan(name);
        }
        if (letters.latin && !letters.han && !letters.other) {
            return splitLatin(name);
        }
        return new ChineseName(null, name, NameOrder.WHOLE, letters.han || letters.latin, name);
    }

    /** A name that is not to be taken apart, such as that of an organisation. */
    public static ChineseName whole(String fullName) {
        String name = Texts.stored(fullName);
        return new ChineseName(null, name, NameOrder.WHOLE, false, name);
    }

    /** A name whose parts are known; at least one of them must be there. */
    public static ChineseName of(@Nullable String familyName, @Nullable String givenName, @Nullable NameOrder order) {
        String family = familyName == null || Texts.isBlank(familyName) ? null : Texts.stored(familyName);
        String given = givenName == null || Texts.isBlank(givenName) ? null : Texts.stored(givenName);
        if (family == null && given == null) {
            throw new IllegalArgumentException("a name needs a family name or a given name");
        }
        NameOrder shown = order != null ? order : usualOrder(family, given);
        return new ChineseName(family, given, shown, false, display(family, given, shown));
    }

    /** What is shown for these parts: family and given name without a space for Chinese, else with one. */
    public static String display(@Nullable String familyName, @Nullable String givenName, NameOrder order) {
        String family = familyName == null ? "" : familyName;
        String given = givenName == null ? "" : givenName;
        if (family.isEmpty() || given.isEmpty()) {
            return family + given;
        }
        String space = isHan(family) && isHan(given) ? "" : " ";
        return order == NameOrder.GIVEN_FAMILY ? given + space + family : family + space + given;
    }

    /** Whether the text has Han characters and nothing else. */
    public static boolean isHan(String text) {
        return !text.isEmpty() && text.codePoints().allMatch(ChineseName::isHan);
    }

    static boolean isHan(int point) {
        return UScript.getScript(point) == UScript.HAN;
    }

    private static NameOrder usualOrder(@Nullable String family, @Nullable String given) {
        if (family == null) {
            return NameOrder.WHOLE;
        }
        boolean latin = Letters.of(family + (given == null ? "" : given)).latin;
        return latin ? NameOrder.GIVEN_FAMILY : NameOrder.FAMILY_GIVEN;
    }

    private static ChineseName splitHan(String typed) {
        StringBuilder joined = new StringBuilder(typed.length());
        typed.codePoints().filter(ChineseName::isHan).forEach(joined::appendCodePoint);
        String name = joined.toString();
        int length = Texts.length(name);
        String compound = Surnames.compoundOf(name);
        int familyLength = compound.isEmpty() ? 1 : compound.length();
        if (length > LONGEST_HAN_NAME + Math.max(0, familyLength - 2)) {
            return new ChineseName(null, name, NameOrder.WHOLE, true, name);
        }
        if (compound.isEmpty() && length == LONGEST_HAN_NAME) {
            return new ChineseName(null, name, NameOrder.WHOLE, true, name);
        }
        boolean ambiguous = Surnames.isDoubtfulCompound(compound);
        if (ambiguous && length == 2) {
            familyLength = 1;
        }
        int cut = name.offsetByCodePoints(0, familyLength);
        String given = name.substring(cut);
        boolean known = !compound.isEmpty() || Surnames.isSingle(name.codePointAt(0));
        boolean usualLength = length - familyLength >= 1 && length - familyLength <= 2;
        boolean doubtful = ambiguous || !known || !usualLength || isTitle(given) || spaceElsewhere(typed, familyLength);
        return new ChineseName(
                name.substring(0, cut), given.isEmpty() ? null : given, NameOrder.FAMILY_GIVEN, doubtful, name);
    }

    private static boolean isTitle(String given) {
        return switch (given) {
            case "先生", "女士", "小姐", "太太", "总", "老师", "老板", "经理", "姐", "哥", "主任", "医生", "同学", "阿姨", "叔" -> true;
            default -> false;
        };
    }

    /** Whether somebody typed a space at another place than the table's split. */
    private static boolean spaceElsewhere(String typed, int familyLength) {
        int han = 0;
        for (int i = 0; i < typed.length(); ) {
            int point = typed.codePointAt(i);
            i += Character.charCount(point);
            if (isHan(point)) {
                han++;
            } else if (han > 0 && han != familyLength && i < typed.length()) {
                return true;
            }
        }
        return false;
    }

    private static ChineseName splitLatin(String name) {
        int comma = name.indexOf(',') >= 0 ? name.indexOf(',') : name.indexOf('，');
        if (comma > 0) {
            String family = Texts.trimmed(name.substring(0, comma));
            String given = Texts.trimmed(name.substring(comma + 1));
            if (!family.isEmpty() && !given.isEmpty() && given.indexOf(',') < 0) {
                return new ChineseName(family, given, NameOrder.GIVEN_FAMILY, false, name);
            }
        }
        List<String> words = words(name);
        if (words.size() < 2) {
            return whole(name);
        }
        String family = words.get(words.size() - 1);
        String given = String.join(" ", words.subList(0, words.size() - 1));
        boolean chinese = Pinyin.isSurname(Folding.key(words.get(0))) && !Pinyin.isSurname(Folding.key(family));
        return new ChineseName(family, given, NameOrder.GIVEN_FAMILY, chinese, name);
    }

    /** The words of a name, parted by white space of any kind. */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        name.codePoints().forEach(point -> {
            if (!UCharacter.isUWhiteSpace(point)) {
                word.appendCodePoint(point);
            } else if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    /** Which kinds of letters a name has. */
    private static final class Letters {
        private boolean han;
        private boolean latin;
        private boolean other;
        private boolean dot;

        static Letters of(String name) {
            Letters letters = new Letters();
            name.codePoints().forEach(letters::see);
            return letters;
        }

        private void see(int point) {
            int script = UScript.getScript(point);
            if (script == UScript.HAN) {
                han = true;
            } else if (script == UScript.LATIN) {
                latin = true;
            } else if (Folding.isSmallMark(point)) {
                dot = true;
            } else if (!UCharacter.isUWhiteSpace(point) && UCharacter.getType(point) != Character.NON_SPACING_MARK) {
                other = true;
            }
        }
    }
}
