package org.kithwork.core.internal.module.kar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the headers of bundles apart: clauses of names, each with attributes and directives. */
final class Headers {

    private Headers() {}

    /** One clause; a directive's key ends in a colon. */
    record Clause(List<String> names, Map<String, String> parameters) {}

    static List<Clause> clauses(String header) {
        var clauses = new ArrayList<Clause>();
        for (var clause : split(header, ',')) {
            var names = new ArrayList<String>();
            var parameters = new LinkedHashMap<String, String>();
            for (var part : split(clause, ';')) {
                var equals = part.indexOf('=');
                if (equals < 0) {
                    names.add(part.strip());
                } else {
                    parameters.put(part.substring(0, equals).strip(), unquoted(part.substring(equals + 1)));
                }
            }
            clauses.add(new Clause(List.copyOf(names), parameters));
        }
        return clauses;
    }

    private static String unquoted(String value) {
        var text = value.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        var start = 0;
        var quoted = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (text.charAt(i) == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        parts.removeIf(String::isBlank);
        return parts;
    }
}
