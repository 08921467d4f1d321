package org.kithwork.core.internal.job;

import java.util.Locale;
import java.util.stream.Collectors;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** A sentence kept in both languages, since the module that says it may be gone when somebody reads it. */
public record Said(String code, String en, String zh) {

    public static Said of(Message message) {
        return new Said(message.code(), message.text(Locale.ENGLISH), message.text(Locale.CHINESE));
    }

    /** The faults of the problem; what it says itself where it has none. */
    public static Said of(Problem problem) {
        return new Said(problem.code(), text(problem, Locale.ENGLISH), text(problem, Locale.CHINESE));
    }

    private static String text(Problem problem, Locale locale) {
        return problem.faults().isEmpty()
                ? problem.detail(locale)
                : problem.faults().stream()
                        .map(fault -> fault.message().text(locale))
                        .distinct()
                        .collect(Collectors.joining(" "));
    }

    public String text(Locale locale) {
        return locale.getLanguage().equals("zh") ? zh : en;
    }
}
