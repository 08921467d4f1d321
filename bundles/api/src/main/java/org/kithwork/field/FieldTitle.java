package org.kithwork.field;

import java.util.Locale;

/** What people call something, in both languages. */
public record FieldTitle(String zh, String en) {

    /** The title in the language, English where it is not Chinese. */
    public String text(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? zh : en;
    }
}
