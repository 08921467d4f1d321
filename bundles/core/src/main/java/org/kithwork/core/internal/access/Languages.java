package org.kithwork.core.internal.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Faults;

/** The languages of the console. */
public final class Languages {

    private Languages() {}

    /** {@code zh-CN}, {@code en} or {@code null}; notes anything else. */
    public static @Nullable String checked(Faults faults, String pointer, @Nullable String language) {
        if (language == null || language.isBlank()) {
            return null;
        }
        if (!language.equals("zh-CN") && !language.equals("en")) {
            faults.add(pointer, "choice-invalid", "zh-CN, en");
            return null;
        }
        return language;
    }

    /** The locale of a language; English where none is chosen. */
    public static Locale locale(@Nullable String language) {
        return language == null ? Locale.ENGLISH : Locale.forLanguageTag(language);
    }
}
