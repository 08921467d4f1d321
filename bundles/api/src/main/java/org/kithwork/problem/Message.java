package org.kithwork.problem;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * A sentence for people in their language. Its texts stand in {@code messages.properties} (English) and
 * {@code messages_zh.properties}, UTF-8, in the package of the class that says it.
 *
 * @param code the key in the files and, for problems, the stable code on the wire, such as {@code customer-merged}
 */
public record Message(Class<?> owner, String code, List<Object> arguments) {

    public Message {
        arguments = List.copyOf(arguments);
    }

    /** The message {@code code} of the texts beside {@code owner}; the arguments fill {0}, {1} and so on. */
    public static Message of(Class<?> owner, String code, Object... arguments) {
        return new Message(owner, code, List.of(arguments));
    }

    /** The sentence in the locale's language, English where there is none; a missing text yields the code itself. */
    public String text(Locale locale) {
        try {
            var texts = ResourceBundle.getBundle(
                    owner.getPackageName() + ".messages",
                    locale,
                    owner.getClassLoader(),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            return new MessageFormat(texts.getString(code), locale).format(arguments.toArray());
        } catch (MissingResourceException e) {
            return code;
        }
    }
}
