package org.kithwork.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever Kithwork says, it says in both languages and in whole words. */
class MessagesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");

    /** Texts with places that have names, which need no quoting. */
    private static final Pattern NAMED = Pattern.compile("\\{[a-z]");

    private static final Pattern QUOTED = Pattern.compile("''|'[{}]'");

    private static final Pattern NOT_FOUND = Pattern.compile("Problem\\s*\\.notFound\\(\"([^\"]+)\"\\)");

    /** These are given a text in each language, and show the one that fits. */
    private static final Set<String> BY_LANGUAGE = Set.of("field-title");

    static Stream<Path> messages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file -> file.endsWith("messages.properties"))
                    .filter(file -> file.toString().contains("/src/main/"))
                    .map(ROOT::relativize)
                    .toList()
                    .stream();
        }
    }

    private static TreeMap<String, String> read(Path file) {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(ROOT.resolve(file))) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, texts::getProperty, (one, other) -> one, TreeMap::new));
    }

    private static TreeSet<String> arguments(String pattern) {
        return ARGUMENT.matcher(pattern)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void theTwoLanguagesSayTheSame(Path file) {
        var english = read(file);
        var chinese = read(file.resolveSibling("messages_zh.properties"));

        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        english.keySet().stream()
                .filter(key -> !BY_LANGUAGE.contains(key))
                .forEach(key -> assertThat(arguments(chinese.get(key))).as(key).isEqualTo(arguments(english.get(key))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void noApostropheIsLost(Path file) {
        Stream.of(file, file.resolveSibling("messages_zh.properties"))
                .flatMap(each -> read(each).entrySet().stream())
                .filter(text -> !NAMED.matcher(text.getValue()).find())
                .forEach(text -> {
                    assertThat(QUOTED.matcher(text.getValue()).replaceAll(""))
                            .as(text.getKey())
                            .doesNotContain("'");
                    assertThat(new MessageFormat(text.getValue()).toPattern())
                            .as(text.getKey())
                            .isNotBlank();
                });
    }

    @Test
    void whatIsNotFoundHasANameInBothLanguages() throws IOException {
        var texts = read(Path.of("bundles/api/src/main/resources/org/kithwork/problem/messages.properties"));
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (var file : files.filter(each -> each.toString().endsWith(".java"))
                    .filter(each -> each.toString().contains("/src/main/"))
                    .toList()) {
                NOT_FOUND
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> assertThat(texts)
                                .as("%s", file)
                                .containsKey("thing." + found.group(1).replace(' ', '-')));
            }
        }
    }
}
