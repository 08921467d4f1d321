package org.kithwork.core.internal.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Faults;

/** Words of a file that are read as others, such as a product that a till misspells: by column, then by word. */
final class ValueWords {

    private static final int MOST = 1000;
    private static final int LONGEST = 200;

    private ValueWords() {}

    /** The words as they are sent: an object of objects of texts. */
    static @Nullable Map<String, Map<String, String>> read(Faults faults, Object sent) {
        if (!(sent instanceof Map<?, ?> columns)) {
            faults.add("/values", "type-invalid", "object");
            return null;
        }
        var all = new LinkedHashMap<String, Map<String, String>>();
        int number = 0;
        for (var column : columns.entrySet()) {
            var name = String.valueOf(column.getKey());
            if (column.getValue() instanceof Map<?, ?> words) {
                all.put(name, words(faults, name, words));
                number += words.size();
            } else {
                faults.add(pointer(name), "type-invalid", "object");
            }
        }
        if (number > MOST) {
            faults.add("/values", ImportTexts.of("values-too-many", MOST));
        }
        return all;
    }

    private static Map<String, String> words(Faults faults, String column, Map<?, ?> sent) {
        var words = new LinkedHashMap<String, String>();
        sent.forEach((word, meant) -> {
            var text = String.valueOf(word).strip();
            if (meant instanceof String to && to.length() <= LONGEST && text.length() <= LONGEST && !text.isEmpty()) {
                words.put(text, to.strip());
            } else {
                faults.add(pointer(column), ImportTexts.of("value-word-invalid", LONGEST));
            }
        });
        return words;
    }

    /** Refuses words of columns that the file does not have. */
    static void check(Faults faults, List<String> columns, Map<String, Map<String, String>> values) {
        for (var column : values.keySet()) {
            if (!columns.contains(column)) {
                faults.add(pointer(column), ImportTexts.of("column-unknown", column));
            }
        }
    }

    private static String pointer(String column) {
        return "/values/" + column.replace("~", "~0").replace("/", "~1");
    }
}
