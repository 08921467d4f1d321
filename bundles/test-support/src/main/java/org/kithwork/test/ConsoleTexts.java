package org.kithwork.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What holds for the texts of console pages: both languages say the same, and what is asked for is there. */
public final class ConsoleTexts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)[^{}]*}");
    private static final Pattern ASKED = Pattern.compile("(?<![\\w.$])t\\('([^'$]+)'");
    private static final Pattern ASKED_EITHER = Pattern.compile("(?<![\\w.$])t\\([^()'`]*\\? '([^'$]+)' : '([^'$]+)'");
    private static final Pattern ASKED_BY_START = Pattern.compile("(?<![\\w.$])t\\(`([^`$]+)\\$\\{");

    private ConsoleTexts() {}

    /** Checks the folder {@code ui} of a module: {@code ui.json}, and {@code i18n} in Chinese and English. */
    public static void checkModule(Path ui) {
        var chinese = read(ui.resolve("i18n/zh-CN.json"));
        checkSame(chinese, read(ui.resolve("i18n/en.json")));
        assertThat(chinese.keySet()).as("keys that ui.json names").containsAll(titles(tree(ui.resolve("ui.json"))));
    }

    /** Checks that two languages have the same keys, texts for all of them, and the same values to be filled in. */
    public static void checkSame(Map<String, String> chinese, Map<String, String> english) {
        assertThat(english.keySet()).as("keys of English").isEqualTo(chinese.keySet());
        assertThat(chinese.values()).as("Chinese texts").noneMatch(String::isBlank);
        assertThat(english.values()).as("English texts").noneMatch(String::isBlank);
        chinese.forEach((key, text) -> assertThat(placeholders(english.getOrDefault(key, "")))
                .as("values filled into " + key)
                .isEqualTo(placeholders(text)));
    }

    /** The texts of a file, by key. */
    public static Map<String, String> read(Path file) {
        try {
            return JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys that the scripts below a folder ask for by name. */
    public static Set<String> asked(Path scripts) {
        var keys = found(scripts, ASKED);
        keys.addAll(found(scripts, ASKED_EITHER));
        return keys;
    }

    /** The starts of the keys that the scripts put together, such as {@code sex.} of {@code t(`sex.${code}`)}. */
    public static Set<String> askedByStart(Path scripts) {
        return found(scripts, ASKED_BY_START);
    }

    private static Set<String> found(Path scripts, Pattern pattern) {
        var keys = new TreeSet<String>();
        try (var files = Files.walk(scripts)) {
            for (var file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(".js"))::iterator) {
                var matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    for (int i = 1; i <= matcher.groupCount(); i++) {
                        keys.add(matcher.group(i));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }

    private static Set<String> placeholders(String text) {
        var names = new TreeSet<String>();
        var matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static Set<String> titles(JsonNode node) {
        return new TreeSet<>(node.findValuesAsText("title"));
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
