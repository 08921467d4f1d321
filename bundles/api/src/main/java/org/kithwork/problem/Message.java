package org.kithwork.problem;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence for people in their language. Its texts stand in {@code messages.properties} (English) and
 * {@code messages_zh.properties}, UTF-8, in the package of the class that says it.
 *
 * @param code the key in the files and, for problems, the stable code on the wire, such as {@code customer-merged}
 */
public record Message(Class<?> owner, String code, List<Object> arguments) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    public Message {
        arguments = List.copyOf(arguments);
    }

    /**
     * The message {@code code} of the texts beside {@code owner}; the arguments fill {0}, {1} and so on, and may be
     * messages themselves.
     */
    public static Message of(Class<?> owner, String code, Object... arguments) {
        return new Message(owner, code, List.of(arguments));
    }

    /** The sentence in the locale's language, English where there is none; a missing text yields the code itself. */
    public String text(Locale locale) {
        var filled = arguments.stream()
                .map(argument -> argument instanceof Message message ? message.text(locale) : argument)
                .toArray();
        return pattern(locale)
                .map(pattern -> new MessageFormat(pattern, locale).format(filled))
                .orElse(code);
    }

    /**
     * As {@link #text(Locale)} for a text with named places such as {@code {amount}}, which needs no quoting; a place
     * without a value stays empty.
     */
    public String text(Locale locale, Map<String, String> values) {
        return pattern(locale)
                .map(pattern -> PLACE.matcher(pattern)
                        .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), ""))))
                .orElse(code);
    }

    /** The text as it stands in the files; empty where it is missing. */
    public Optional<String> pattern(Locale locale) {
        try {
            return Optional.of(texts(owner, locale).getString(code));
        } catch (MissingResourceException e) {
            return Optional.empty();
        }
    }

    /** Every code that has a text beside {@code owner}; none where there are no files. */
    public static Set<String> codes(Class<?> owner) {
        try {
            return Set.copyOf(texts(owner, Locale.ENGLISH).keySet());
        } catch (MissingResourceException e) {
            return Set.of();
        }
    }

    private static ResourceBundle texts(Class<?> owner, Locale locale) {
        return ResourceBundle.getBundle(
                owner.getPackageName() + ".messages",
                locale,
                owner.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
