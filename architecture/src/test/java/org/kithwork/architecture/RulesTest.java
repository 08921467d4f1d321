package org.kithwork.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The code keeps the rules, and each rule notices code that does not. */
class RulesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private static JavaClasses bundles;
    private static JavaClasses broken;

    @BeforeAll
    static void read() {
        bundles = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.kithwork");
        broken = new ClassFileImporter().importPackages("org.kithwork.broken", "org.kithwork.other");
    }

    /** ArchUnit says nothing of what it cannot see. */
    @Test
    void everyClassOfEveryBundleIsLookedAt() throws IOException {
        var seen = bundles.stream().map(JavaClass::getName).collect(Collectors.toSet());
        var written = new ArrayList<String>();
        for (Path bundle : bundles()) {
            written.addAll(typesOf(bundle.resolve("src/main/java")));
        }

        assertThat(written)
                .as("is every bundle a dependency in architecture/pom.xml?")
                .isNotEmpty()
                .isSubsetOf(seen);
    }

    @ParameterizedTest
    @EnumSource
    void theCodeKeepsTheRule(Rules rule) {
        rule.rule.check(bundles);
    }

    @ParameterizedTest
    @EnumSource
    void whatBreaksTheRuleIsNoticed(Rules rule) {
        var report = rule.rule.evaluate(broken).getFailureReport();

        assertThat(String.join("\n", report.getDetails())).contains(breaker(rule));
    }

    @Test
    void noTestSleeps() throws IOException {
        var sleeping = new ArrayList<Path>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(RulesTest::isTest).toList()) {
                if (Files.readString(file).contains("Thread.sleep(")) {
                    sleeping.add(ROOT.relativize(file));
                }
            }
        }

        assertThat(sleeping).isEmpty();
    }

    /** Where the fixtures break the rule. */
    private static String breaker(Rules rule) {
        return switch (rule) {
            case EDGES_CALL_THE_SERVICE -> "broken.internal.rest.OpenResource.table";
            case NOTHING_CALLS_AN_EDGE -> "broken.internal.UpwardService";
            case EDGES_ARE_STRANGERS -> "broken.internal.command.OpenCommand";
            case DATABASE_ONLY_IN_STORE -> "broken.internal.UpwardService";
            case QUERIES_ONLY_IN_STORE -> "createQuery";
            case TIME_IS_GIVEN -> "java.time.Instant.now()";
            case NOBODY_SLEEPS -> "java.lang.Thread.sleep";
            case ONE_PLACE_CALLS_OUT -> "java.net.URL.openStream()";
            case IMPLEMENTED_TYPES_LIVE_IN_SPI -> "broken.Implemented";
            case INTERFACES_OF_THE_API_SAY_WHO_IMPLEMENTS -> "broken.Unmarked";
            case REFERENCES_ARE_DYNAMIC_LISTS -> "broken.internal.UpwardService.clock";
            case REST_METHODS_SAY_WHO_MAY_CALL -> "broken.internal.rest.OpenResource.open()";
            case COMMANDS_SAY_WHO_MAY_CALL -> "broken.internal.command.OpenCommand";
            case MODULES_STAND_ON_THE_API -> "org.kithwork.core.Callers";
            case BUNDLES_KEEP_TO_THEMSELVES -> "other.internal.Neighbour";
        };
    }

    private static List<Path> bundles() throws IOException {
        var folders = new ArrayList<Path>();
        MODULE.matcher(Files.readString(ROOT.resolve("bundles/pom.xml")))
                .results()
                .forEach(match -> folders.add(ROOT.resolve("bundles").resolve(match.group(1))));
        MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .filter(match -> match.group(1).startsWith("examples/"))
                .forEach(match -> folders.add(ROOT.resolve(match.group(1))));
        return folders;
    }

    private static List<String> typesOf(Path sources) throws IOException {
        if (!Files.exists(sources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> sources.relativize(file).toString())
                    .filter(file -> file.endsWith(".java") && !file.endsWith("-info.java"))
                    .map(file -> file.substring(0, file.length() - ".java".length())
                            .replace(java.io.File.separatorChar, '.'))
                    .toList();
        }
    }

    private static boolean isTest(Path file) {
        var path = ROOT.relativize(file).toString().replace('\\', '/');
        return path.endsWith(".java") && path.contains("src/test/java/") && !path.startsWith("architecture/");
    }
}
