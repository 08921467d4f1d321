package org.kithwork.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of requirements is true: whatever it says holds, a test says by its id. */
class RequirementsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile(
            "^\\| ((?:CORE|OPS|ARC|IMP|S)-\\d+|Edge \\d+)\\b[^|]*\\|([^|]*)\\|([^|]*)\\|", Pattern.MULTILINE);
    private static final Pattern TEST_NAME = Pattern.compile("`(\\w+(?:Test|IT|Contract))`");
    private static final Pattern DISPLAY_NAME =
            Pattern.compile("@DisplayName\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?\\s*)+)\\)");
    private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");
    private static final Pattern ID = Pattern.compile("(?<![a-z0-9])(core|ops|arc|imp|s|edge)[-_ ]?(\\d+)(?!\\d)");

    private static final Map<String, Row> ROWS = new TreeMap<>();
    private static final Map<String, Set<String>> SAID = new HashMap<>();

    /** What a row says, and the tests that it names. */
    private record Row(String state, List<String> tests) {

        boolean claims() {
            return state.equals("holds") || state.equals("partly");
        }
    }

    @BeforeAll
    static void read() throws IOException {
        var rows = ROW.matcher(Files.readString(ROOT.resolve("docs/requirements.md")));
        while (rows.find()) {
            var tests = TEST_NAME.matcher(rows.group(3)).results().map(found -> found.group(1));
            ROWS.put(rows.group(1), new Row(rows.group(2).strip(), tests.toList()));
        }
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (var file : files.filter(RequirementsTest::isTestSource).toList()) {
                // Modules may have tests of the same name.
                SAID.computeIfAbsent(file.getFileName().toString().replace(".java", ""), name -> new TreeSet<>())
                        .addAll(ids(Files.readString(file)));
            }
        }
    }

    private static boolean isTestSource(Path file) {
        var path = file.toString().replace('\\', '/');
        return path.contains("/src/test/") && path.endsWith(".java") && !path.contains("/target/");
    }

    /** The ids in the names of tests, those for people and those of methods. */
    private static Set<String> ids(String source) {
        var names = Stream.concat(
                DISPLAY_NAME.matcher(source).results().map(found -> found.group(1)),
                METHOD.matcher(source).results().map(found -> found.group(1)));
        return names.flatMap(name -> ID.matcher(name.toLowerCase(Locale.ROOT)).results())
                .map(found -> id(found.group(1), Integer.parseInt(found.group(2))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String id(String area, int number) {
        return area.equals("edge") ? "Edge " + number : "%s-%02d".formatted(area.toUpperCase(Locale.ROOT), number);
    }

    @Test
    void everyRequirementOfTheCoreHasARow() {
        var wanted = new ArrayList<String>();
        IntStream.rangeClosed(1, 26).forEach(number -> wanted.add(id("core", number)));
        IntStream.rangeClosed(1, 40).forEach(number -> wanted.add(id("s", number)));
        IntStream.rangeClosed(1, 18).forEach(number -> wanted.add(id("edge", number)));
        IntStream.rangeClosed(29, 36).forEach(number -> wanted.add(id("edge", number)));
        // They share a row with the one before.
        wanted.remove("CORE-25");

        assertThat(ROWS.keySet()).containsAll(wanted);
    }

    @Test
    void whateverIsSaidToHoldIsSaidByATestWithItsId() {
        var carried = SAID.values().stream().flatMap(Set::stream).collect(Collectors.toSet());

        assertThat(ROWS.entrySet().stream()
                        .filter(row -> row.getValue().claims())
                        .map(Map.Entry::getKey)
                        .filter(id -> !carried.contains(id)))
                .as("rows that hold, at least partly, without a test that carries their id")
                .isEmpty();
    }

    @Test
    void whateverIsSaidToHoldNamesATestAndEachOneNamedIsThere() {
        assertThat(ROWS.entrySet().stream()
                        .filter(row -> row.getValue().claims()
                                && row.getValue().tests().isEmpty())
                        .map(Map.Entry::getKey))
                .as("rows that hold, at least partly, and name no test")
                .isEmpty();
        assertThat(ROWS.values().stream().flatMap(row -> row.tests().stream()))
                .as("tests that are named in the table")
                .isSubsetOf(SAID.keySet());
    }

    /** A reader that finds nothing would say that all is well. */
    @Test
    void idsAreReadFromBothKindsOfNames() {
        assertThat(ids("@DisplayName(\"CORE-13 edge 1: \" + \"S-2\")\n void core04_s7_x() {} // S-9"))
                .containsExactlyInAnyOrder("CORE-13", "Edge 1", "S-02", "CORE-04", "S-07");
    }
}
