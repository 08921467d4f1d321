package org.kithwork.core.internal.job;

import java.util.Locale;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** A sentence kept in both languages, since the module that says it may be gone when somebody reads it. */
public record Said(String code, String en, String zh) {

    public static Said of(Message message) {
        return new Said(message.code(), message.text(Locale.ENGLISH), message.text(Locale.CHINESE));
    }

    /** The problem with its faults. */
    public static Said of(Problem problem) {
        return new Said(problem.code(), text(problem, Locale.ENGLISH), text(problem, Locale.CHINESE));
    }

    private static String text(Problem problem, Locale locale) {
        var text = new StringBuilder(problem.detail(locale));
        problem.faults()
                .forEach(fault -> text.append(' ').append(fault.message().text(locale)));
        return text.toString();
    }

    public String text(Locale locale) {
        return locale.getLanguage().equals("zh") ? zh : en;
    }
}
