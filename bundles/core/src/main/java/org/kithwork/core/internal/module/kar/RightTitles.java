package org.kithwork.core.internal.module.kar;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What the rights of a module are called before it is installed: its messages say it under {@code permission.<object>-<action>}. A
 * right that they do not name has no title.
 */
final class RightTitles {

    private static final int LONGEST = 1 << 20;
    private static final int LONGEST_TITLE = 200;
    private static final Map<String, String> FILES =
            Map.of("en", "messages.properties", "zh", "messages_zh.properties");

    private RightTitles() {}

    /** By language and right. */
    static Map<String, Map<String, String>> of(Archive bundle, String word, List<String> permissions) {
        var titles = new HashMap<String, Map<String, String>>();
        FILES.forEach((language, file) -> {
            var texts = texts(bundle, "org/kithwork/" + word + "/internal/" + file);
            var named = new HashMap<String, String>();
            for (var permission : permissions) {
                var parts = permission.split(":");
                var title = texts.getProperty("permission." + parts[1] + "-" + parts[2], "")
                        .strip();
                if (parts[0].equals(word) && !title.isEmpty()) {
                    named.put(permission, title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE));
                }
            }
            titles.put(language, Map.copyOf(named));
        });
        return titles;
    }

    private static Properties texts(Archive bundle, String file) {
        var texts = new Properties();
        bundle.read(file, LONGEST).ifPresent(content -> {
            try {
                texts.load(new StringReader(new String(content, StandardCharsets.UTF_8)));
            } catch (IOException | IllegalArgumentException e) {
                // The texts cannot be read; the rights are shown by their codes.
                texts.clear();
            }
        });
        return texts;
    }
}
