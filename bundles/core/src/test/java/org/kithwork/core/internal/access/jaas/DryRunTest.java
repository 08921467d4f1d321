package org.kithwork.core.internal.access.jaas;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every command of the core with what it does, in {@code commands.txt}: reads, changes, or ends something for good. */
class DryRunTest {

    private static Map<String, Class<?>> commands() throws IOException, URISyntaxException {
        var root = Path.of(CommandRoles.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var found = new TreeMap<String, Class<?>>();
        try (Stream<Path> files = Files.walk(root)) {
            for (var file :
                    files.filter(f -> f.toString().endsWith("Command.class")).toList()) {
                var type = type(root.relativize(file));
                var command = type.getAnnotation(Command.class);
                if (command != null) {
                    found.put(command.scope() + ":" + command.name(), type);
                }
            }
        }
        return found;
    }

    private static Class<?> type(Path file) {
        var name = file.toString().replace(file.getFileSystem().getSeparator(), ".");
        try {
            return Class.forName(name.substring(0, name.length() - ".class".length()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> effects() throws IOException {
        var effects = new HashMap<String, String>();
        try (var table = Objects.requireNonNull(DryRunTest.class.getResourceAsStream("commands.txt"))) {
            var text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.isBlank()).forEach(line -> {
                var words = line.split(" +");
                effects.put(words[0], words[1]);
            });
        }
        return effects;
    }

    private static boolean hasDryRun(Class<?> command) {
        return Arrays.stream(command.getDeclaredFields())
                .map(field -> field.getAnnotation(Option.class))
                .anyMatch(option -> option != null && option.name().equals("--dry-run"));
    }

    @Test
    @DisplayName("CORE-18: of each command it is written down whether it reads, changes or ends something")
    void eachCommandIsInTheTable() throws Exception {
        assertThat(effects().keySet())
                .containsExactlyInAnyOrderElementsOf(commands().keySet());
        assertThat(effects().values()).containsOnly("reads", "changes", "ends");
    }

    @Test
    @DisplayName("CORE-18: a command that ends something for good can be tried without effect")
    void whatEndsSomethingHasADryRun() throws Exception {
        var effects = effects();
        var without = commands().entrySet().stream()
                .filter(command -> "ends".equals(effects.get(command.getKey())))
                .filter(command -> !hasDryRun(command.getValue()))
                .map(Map.Entry::getKey)
                .collect(toCollection(TreeSet::new));

        assertThat(without).isEmpty();
        assertThat(effects).containsValue("ends");
    }
}
