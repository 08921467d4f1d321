package org.kithwork.core.internal.module.kar;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.json.Json;

/** What a module is called: the texts of its pages say it in each language, else the bundle's name does. */
final class Titles {

    private static final int LONGEST = 1 << 20;
    private static final int LONGEST_TITLE = 100;
    private static final Map<String, String> FILES = Map.of("en", "ui/i18n/en.json", "zh", "ui/i18n/zh-CN.json");

    private final Json json;

    Titles(Json json) {
        this.json = json;
    }

    Map<String, String> of(Archive bundle, String word, @Nullable String bundleName) {
        var titles = new HashMap<String, String>();
        titles.put("en", lastPart(word, bundleName));
        var key = texts(bundle, "ui/ui.json").get("title");
        if (key instanceof String text) {
            FILES.forEach((language, file) -> {
                if (texts(bundle, file).get(text) instanceof String title && !title.isBlank()) {
                    titles.put(language, cut(title.strip()));
                }
            });
        }
        return titles;
    }

    private static String lastPart(String word, @Nullable String bundleName) {
        if (bundleName == null || bundleName.isBlank()) {
            return word;
        }
        return cut(bundleName
                .substring(bundleName.lastIndexOf("::") < 0 ? 0 : bundleName.lastIndexOf("::") + 2)
                .strip());
    }

    private static String cut(String title) {
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE);
    }

    private Map<?, ?> texts(Archive bundle, String file) {
        var content = bundle.read(file, LONGEST);
        if (content.isEmpty()) {
            return Map.of();
        }
        try {
            return json.read(new String(content.get(), StandardCharsets.UTF_8), Map.class);
        } catch (RuntimeException e) {
            // The web bundle says what is wrong with it; here only the title is missing.
            return Map.of();
        }
    }
}
