package org.kithwork.core.internal.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.NameOrder;

/** The keys under which a name is found by its beginning, and the reading of what a user typed into the search box. */
public final class SearchKeys {
    /** The longest key in UTF-16 units; longer names and queries are cut at the same place. */
    public static final int LONGEST = 120;

    private static final int MOST_WORDS = 6;
    private static final int MOST_KEYS = 24;
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
    private static final Pattern NUMBER = Pattern.compile("\\(?\\+?[0-9][0-9 ()/.\\-‐‑–—]*");
    private static final Pattern NOT_A_DIGIT = Pattern.compile("[^0-9+]");
    private static final Pattern SMALL_DOT = Pattern.compile("[·・•‧∙･]");

    private SearchKeys() {}

    /** The keys of a name, each once, the spelling given by hand in place of the one worked out. */
    public static List<SearchKey> of(ChineseName name, @Nullable String pinyinByHand) {
        Set<SearchKey> keys = new LinkedHashSet<>();
        String whole = name.displayName();
        add(keys, SearchKey.Kind.NAME, Folding.key(whole));
        List<String> words = wordsOf(whole);
        for (int i = 1; i < Math.min(words.size(), MOST_WORDS); i++) {
            add(keys, SearchKey.Kind.NAME, Folding.key(String.join("", words.subList(i, words.size()))));
        }
        boolean han = whole.codePoints().anyMatch(ChineseName::isHan);
        if (han) {
            addHan(keys, name, pinyinByHand);
        } else if (words.size() > 1) {
            add(keys, SearchKey.Kind.INITIALS, initials(words));
        }
        if (name.givenName() != null && name.order() != NameOrder.WHOLE) {
            add(keys, SearchKey.Kind.GIVEN_NAME, Folding.key(name.givenName()));
        }
        return keys.stream().limit(MOST_KEYS).toList();
    }

    /** Reads a search text: an id, four digits, a whole number, or else the beginning of a key. */
    public static SearchQuery normaliseQuery(String query) {
        String plain = Texts.trimmed(Folding.plainWidth(query));
        String identifier = identifier(query);
        if (plain.isEmpty()) {
            return new SearchQuery(SearchQuery.Kind.EMPTY, "", "");
        }
        if (UUID.matcher(plain).matches()) {
            return new SearchQuery(SearchQuery.Kind.ID, plain.toLowerCase(Locale.ROOT), identifier);
        }

        if (NUMBER.matcher(plain).matches()) {
            String digits = withoutCountry(NOT_A_DIGIT.matcher(plain).replaceAll(""));
            int count = digits.startsWith("+") ? digits.length() - 1 : digits.length();
            if (count == 4 && !digits.startsWith("+")) {
                return new SearchQuery(SearchQuery.Kind.LAST_FOUR, digits, identifier);
            }
            if (count >= 7) {
                return new SearchQuery(SearchQuery.Kind.NUMBER, digits, identifier);
            }
        }
        return new SearchQuery(SearchQuery.Kind.PREFIX, Texts.cut(Folding.key(plain), LONGEST), identifier);
    }

    /** The form in which identifiers (card and order numbers) are compared: plain width, trimmed, otherwise exact. */
    public static String identifier(String value) {
        return Texts.trimmed(Folding.plainWidth(value));
    }

    /** The form in which names are compared. */
    public static String name(String displayName) {
        return Folding.key(displayName);
    }

    /** The first text, in the order of code units as in that of bytes, that no text with this beginning reaches. */
    public static String after(String prefix) {
        int cut = prefix.offsetByCodePoints(prefix.length(), -1);
        int next = prefix.codePointAt(cut) + 1;
        if (next == Character.MIN_SURROGATE) {
            next = Character.MAX_SURROGATE + 1;
        }
        return prefix.substring(0, cut) + Character.toString(next);
    }

    /** A mainland number without +86 or 0086; others keep what was typed. */
    private static String withoutCountry(String digits) {
        if (digits.startsWith("+86") && digits.length() >= 10) {
            return digits.substring(3);
        }
        return digits.startsWith("0086") && digits.length() >= 11 ? digits.substring(4) : digits;
    }

    private static void addHan(Set<SearchKey> keys, ChineseName name, @Nullable String byHand) {
        List<Pinyin.Spelling> spellings =
                byHand == null || Texts.isBlank(byHand) ? spellings(name) : List.of(Pinyin.of(name, byHand));
        for (Pinyin.Spelling spelling : spellings) {
            forUmlaut(keys, SearchKey.Kind.PINYIN, spelling.full());
        }
        for (Pinyin.Spelling spelling : spellings) {
            add(keys, SearchKey.Kind.INITIALS, spelling.initials());
        }
        for (Pinyin.Spelling spelling : spellings) {
            if (name.order() != NameOrder.WHOLE) {
                forUmlaut(keys, SearchKey.Kind.GIVEN_NAME, spelling.givenFull());
            }
        }
        String[] parts = SMALL_DOT.split(name.displayName());
        for (int i = 1; i < Math.min(parts.length, MOST_WORDS); i++) {
            if (!parts[i].isEmpty()) {
                add(keys, SearchKey.Kind.GIVEN_NAME, Folding.key(parts[i]));
                forUmlaut(keys, SearchKey.Kind.GIVEN_NAME, full(parts[i]));
            }
        }
    }

    /** For a whole name of mixed scripts the Latin words stand between the syllables: "O'Brien 李" is obrienli. */
    private static List<Pinyin.Spelling> spellings(ChineseName name) {
        boolean mixed = name.order() == NameOrder.WHOLE
                && name.displayName().codePoints().anyMatch(point -> point < 0x2E80 && Character.isLetter(point));
        if (!mixed) {
            return Pinyin.of(name);
        }
        List<String> syllables = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        (name.displayName() + " ").codePoints().forEach(point -> {
            String reading = Pinyin.of(point);
            if (reading.isEmpty() && !Character.isWhitespace(point)) {
                word.appendCodePoint(point);
                return;
            }
            String key = word.length() == 0 ? "" : Folding.key(word.toString());
            if (!key.isEmpty()) {
                syllables.add(key);
            }
            word.setLength(0);
            if (!reading.isEmpty()) {
                syllables.add(reading);
            }
        });
        return List.of(new Pinyin.Spelling(List.of(), syllables));
    }

    private static String full(String han) {
        StringBuilder full = new StringBuilder();
        han.codePoints().forEach(point -> full.append(Pinyin.of(point)));
        return full.toString();
    }

    private static List<String> wordsOf(String name) {
        return ChineseName.words(name);
    }

    private static String initials(List<String> words) {
        StringBuilder initials = new StringBuilder();
        for (String word : words) {
            initials.appendCodePoint(Folding.key(word).codePointAt(0));
        }
        return initials.toString();
    }

    /** ü is typed v, u or (in passports) yu: the first two become keys. */
    private static void forUmlaut(Set<SearchKey> keys, SearchKey.Kind kind, String spelling) {
        add(keys, kind, spelling);
        if (spelling.indexOf('v') >= 0) {
            add(keys, kind, spelling.replace('v', 'u'));
        }
    }

    private static void add(Set<SearchKey> keys, SearchKey.Kind kind, String value) {
        if (!value.isEmpty()) {
            keys.add(new SearchKey(kind, Texts.cut(value, LONGEST)));
        }
    }
}
