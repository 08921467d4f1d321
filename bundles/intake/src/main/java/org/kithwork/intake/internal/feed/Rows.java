package org.kithwork.intake.internal.feed;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a message: values by the JSON pointers (RFC 6901) under which the sender keeps them. */
final class Rows {

    static final String OF_ROW = "#";
    static final int MOST = 1000;

    private Rows() {}

    /**
     * The values of each row; empty where there are none, or too many.
     *
     * @param rows where the list of rows is; {@code null} where the message is the row
     * @param places those that are wanted
     */
    static List<Map<String, String>> read(Object message, @Nullable String rows, Set<String> places) {
        if (rows == null) {
            return List.of(values(message, message, places));
        }
        var found = at(message, rows);
        if (!(found instanceof List<?> items) || items.size() > MOST) {
            return List.of();
        }
        var read = new ArrayList<Map<String, String>>();
        for (var item : items) {
            read.add(values(message, item, places));
        }
        return read;
    }

    private static Map<String, String> values(Object message, @Nullable Object row, Set<String> places) {
        var values = new LinkedHashMap<String, String>();
        for (var place : places) {
            var text = text(place.startsWith(OF_ROW) ? at(row, place.substring(1)) : at(message, place));
            if (text != null) {
                values.put(place, text);
            }
        }
        return values;
    }

    static boolean isPointer(String text) {
        return text.isEmpty() || (text.startsWith("/") && !text.matches(".*~([^01].*)?"));
    }

    private static @Nullable Object at(@Nullable Object value, String pointer) {
        var here = value;
        if (pointer.isEmpty()) {
            return here;
        }
        for (var part : pointer.substring(1).split("/", -1)) {
            var name = part.replace("~1", "/").replace("~0", "~");
            if (here instanceof Map<?, ?> object) {
                here = object.get(name);
            } else if (here instanceof List<?> list && name.matches("0|[1-9][0-9]{0,5}")) {
                var index = Integer.parseInt(name);
                here = index < list.size() ? list.get(index) : null;
            } else {
                return null;
            }
        }
        return here;
    }

    /** A list of texts is one text, its parts separated by commas; an object is none. */
    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            return new BigDecimal(number.toString()).toPlainString();
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .filter(item -> item instanceof String || item instanceof Number || item instanceof Boolean)
                    .map(String::valueOf)
                    .collect(Collectors.joining(","));
        }
        return value == null || value instanceof Map ? null : value.toString();
    }
}
