package org.kithwork.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Faults;

/** A text of the company in both languages; where one is missing the other is shown. */
public record Bilingual(@Nullable String zh, @Nullable String en) {

    /** In the language of whoever reads it; "" where there is none. */
    public String text(Locale locale) {
        var first = locale.getLanguage().equals("zh") ? zh : en;
        var second = locale.getLanguage().equals("zh") ? en : zh;
        return first != null ? first : second != null ? second : "";
    }

    /**
     * Reads one that may be left out.
     *
     * @param max the most characters in each language
     * @return {@code null} where there is no text in either
     */
    public static @Nullable Bilingual optional(Faults faults, String pointer, @Nullable Bilingual raw, int max) {
        if (raw == null) {
            return null;
        }
        var zh = faults.optionalText(pointer + "/zh", raw.zh, max);
        var en = faults.optionalText(pointer + "/en", raw.en, max);
        return zh == null && en == null ? null : new Bilingual(zh, en);
    }

    /** Reads one that must have a text in a language at least; empty where it is at fault. */
    public static Bilingual required(Faults faults, String pointer, @Nullable Bilingual raw, int max) {
        var known = faults.found().size();
        var read = optional(faults, pointer, raw, max);
        if (read == null && faults.found().size() == known) {
            faults.add(pointer + "/zh", "required");
        }
        return read == null ? new Bilingual(null, null) : read;
    }
}
