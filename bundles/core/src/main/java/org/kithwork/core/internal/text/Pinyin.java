package org.kithwork.core.internal.text;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.NameOrder;

/**
 * Toneless pinyin of names, in lower case, ü written v. A character's reading comes from ICU once and is kept; surnames
 * with a reading of their own come from a table; a reading given by hand beats both. Safe for any number of threads.
 */
public final class Pinyin {
    private static final int PAGE = 256;
    private static final int PAGES = (Character.MAX_CODE_POINT + 1) / PAGE;
    private static final int MOST_READINGS = 4;
    private static final Pattern SYLLABLE = Pattern.compile(
            "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]+(?:ng(?![aeiouv])|n(?![aeiouv])|r(?![aeiouv]))?");
    private static final Set<String> COMMON_SURNAMES =
            Set.of(("zhang wang li zhao liu chen yang huang zhou wu xu sun hu"
                            + " zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong xiao cheng cao yuan deng fu"
                            + " shen zeng peng lv jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao"
                            + " tan liao zou xiong jin lu hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan qian"
                            + " yin chang lai qiao gong wen ouyang sima shangguan zhuge")
                    .split(" "));

    /** Readings by page and character; filled as they are asked for, a lost race only costs a second look-up. */
    private static final @Nullable String[][] CACHE = new String[PAGES][];

    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

    private Pinyin() {}

    /** The spellings of a name; the preferred one first, others only where a part has two common readings. */
    public static List<Spelling> of(ChineseName name) {
        String family = name.familyName() == null ? "" : name.familyName();
        String given = name.givenName() == null ? "" : name.givenName();
        List<List<String>> families = name.order() == NameOrder.WHOLE ? List.of(List.of()) : familyReadings(family);
        List<Spelling> spellings = new ArrayList<>();
        for (List<String> givenReading : givenReadings(given)) {
            for (List<String> familyReading : families) {
                if (spellings.size() < MOST_READINGS) {
                    spellings.add(new Spelling(familyReading, givenReading));
                }
            }
        }
        return spellings;
    }

    /**
     * The spelling given by hand, with or without tones, syllables parted by spaces or apostrophes ("Shàn Xióngxìn").
     * The first syllables belong to the family name, one for each of its characters.
     */
    public static Spelling of(ChineseName name, String byHand) {
        List<String> syllables = new ArrayList<>();
        for (String word : toneless(byHand).split("[^a-z]+")) {
            Matcher matcher = SYLLABLE.matcher(word);
            int end = 0;
            while (matcher.find() && matcher.start() == end) {
                syllables.add(matcher.group());
                end = matcher.end();
            }
            if (end < word.length()) {
                syllables.add(word.substring(end));
            }
        }
        int family = name.familyName() == null ? 0 : Math.min(Texts.length(name.familyName()), syllables.size());
        return new Spelling(
                List.copyOf(syllables.subList(0, family)), List.copyOf(syllables.subList(family, syllables.size())));
    }

    /** The usual reading of one character, or an empty text when it has none that is known. */
    public static String of(int point) {
        if (point < 0x2E80) {
            return "";
        }
        @Nullable String[] page = CACHE[point / PAGE];
        if (page == null) {
            page = new String[PAGE];
            CACHE[point / PAGE] = page;
        }
        String reading = page[point % PAGE];
        if (reading == null) {
            reading = ChineseName.isHan(point) ? ask(point) : "";
            page[point % PAGE] = reading;
        }
        return reading;
    }

    /** The text without tones, ü as v, in lower case. */
    static String toneless(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        NFD.normalize(text.toLowerCase(Locale.ROOT)).chars().forEach(unit -> {
            if (unit == 0x308 && plain.length() > 0 && plain.charAt(plain.length() - 1) == 'u') {
                plain.setCharAt(plain.length() - 1, 'v');
            } else if (unit < 0x300 || unit > 0x36F) {
                plain.append((char) unit);
            }
        });
        return plain.toString().replace("u:", "v");
    }

    /** Whether a Latin word reads like one of the commonest Chinese surnames. */
    static boolean isSurname(String word) {
        return COMMON_SURNAMES.contains(word);
    }

    private static String ask(int point) {
        String character = Character.toString(point);
        String reading = toneless(Icu.read(character));
        return reading.chars().allMatch(unit -> unit >= 'a' && unit <= 'z') ? reading : "";
    }

    private static List<List<String>> familyReadings(String family) {
        List<String> own = Surnames.readingsOf(family);
        if (own.isEmpty()) {
            return List.of(usual(family));
        }
        int characters = Texts.length(family);
        List<List<String>> readings = new ArrayList<>();
        for (String reading : own) {
            readings.add(characters == 1 ? List.of(reading) : syllables(reading));
        }
        return readings;
    }

    private static List<String> syllables(String word) {
        return SYLLABLE.matcher(word).results().map(result -> result.group()).toList();
    }

    private static List<String> usual(String text) {
        return text.codePoints()
                .mapToObj(Pinyin::of)
                .filter(reading -> !reading.isEmpty())
                .toList();
    }

    /** The preferred reading, and one more in which each two-way character takes its second reading. */
    private static Set<List<String>> givenReadings(String given) {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        given.codePoints().forEach(point -> {
            List<String> own = point < 0x2E80 ? List.of() : Surnames.givenReadingsOf(Character.toString(point));
            String usual = own.isEmpty() ? of(point) : own.get(0);
            if (!usual.isEmpty()) {
                first.add(usual);
                second.add(own.size() > 1 ? own.get(1) : usual);
            }
        });
        Set<List<String>> readings = new LinkedHashSet<>();
        readings.add(first);
        readings.add(second);
        return readings;
    }

    /** One way to spell a name: a syllable for each Han character that has a known reading. */
    public record Spelling(List<String> family, List<String> given) {
        /** All syllables without a gap: "ouyangnana". */
        public String full() {
            return String.join("", family) + givenFull();
        }

        /** The given name's syllables without a gap: "nana". */
        public String givenFull() {
            return String.join("", given);
        }

        /** The first letter of each syllable: "oynn". */
        public String initials() {
            StringBuilder initials = new StringBuilder();
            family.forEach(syllable -> initials.append(syllable.charAt(0)));
            given.forEach(syllable -> initials.append(syllable.charAt(0)));
            return initials.toString();
        }
    }

    /** ICU's transliterator, loaded when the first Han character is met; it is slow and locks by itself. */
    private static final class Icu {
        private static final Transliterator HAN_LATIN = Transliterator.getInstance("Han-Latin");

        static String read(String character) {
            return HAN_LATIN.transliterate(character);
        }
    }
}
