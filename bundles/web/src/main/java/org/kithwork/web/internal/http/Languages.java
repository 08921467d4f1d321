package org.kithwork.web.internal.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages that are spoken here: Chinese and English. */
public final class Languages {

    private static final List<String> TAGS = List.of("en", "zh-CN", "zh");

    private Languages() {}

    /** The best for a header {@code Accept-Language}; English when it asks for neither. */
    static Locale of(@Nullable String header) {
        if (header == null || header.length() > 200) {
            return Locale.ENGLISH;
        }
        try {
            var tag = Locale.lookupTag(Locale.LanguageRange.parse(header), TAGS);
            return tag != null && tag.startsWith("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }

    /** The name of a language as the console writes it: {@code zh-CN} or {@code en}. */
    public static String tag(Locale locale) {
        return locale.getLanguage().equals("zh") ? "zh-CN" : "en";
    }
}
