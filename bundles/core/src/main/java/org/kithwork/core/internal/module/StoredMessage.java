package org.kithwork.core.internal.module;

import java.util.Arrays;
import java.util.List;
import org.kithwork.problem.Message;

/** A sentence of this area as one line of text, so that it can be read later in another language. */
final class StoredMessage {

    private static final String SEPARATOR = "\u001f";
    private static final int LONGEST = 3_900;

    private StoredMessage() {}

    static String write(Message message) {
        var text = new StringBuilder(message.code());
        for (var argument : message.arguments()) {
            text.append(SEPARATOR)
                    .append(argument instanceof Message inner ? nested(inner) : plain(argument.toString()));
        }
        return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST);
    }

    static Message read(String stored) {
        List<String> parts = Arrays.asList(stored.split(SEPARATOR, -1));
        return ModuleProblem.message(
                parts.get(0),
                parts.subList(1, parts.size()).stream()
                        .map(part -> (Object)
                                (part.startsWith(">")
                                        ? read(part.substring(1).replace('\u001e', '\u001f'))
                                        : part.substring(1)))
                        .toArray());
    }

    private static String nested(Message inner) {
        return ">" + write(inner).replace('\u001f', '\u001e');
    }

    private static String plain(String argument) {
        return "=" + argument.replaceAll("\\p{Cntrl}", " ");
    }
}
