package org.kithwork.core.internal.module.kar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kithwork.problem.Problem;
import org.osgi.framework.Version;

@DisplayName("CORE-21: the package of a core is read without loading anything of it")
class CoreReaderTest {

    @TempDir
    Path folder;

    private Path system;
    private CoreReader reader;

    @BeforeEach
    void makeDistribution() throws IOException {
        system = Files.createDirectory(folder.resolve("system"));
        reader = new CoreReader(system, Map.of("org.slf4j", Set.of(new Version(2, 0, 1))));
    }

    private CorePackage read(TestCore core) throws IOException {
        return reader.read(core.write(folder), "core.kar", Files.createTempDirectory(folder, "unpacked"));
    }

    @Test
    @DisplayName("CORE-21: a core says its version, its API, the modules it works with, and its tables")
    void itSaysWhatItIs() throws IOException {
        var core = read(TestCore.of("2.0.0")
                .header(
                        "api",
                        "Export-Package",
                        "org.kithwork.customer;version=\"2.0.0\",org.kithwork.money;version=1.1")
                .header("core", "Kithwork-Modules", "archives;version=\"[2,3)\"")
                .file("core", "db/core/changelog.xml", "<x/>"));

        assertThat(core.version()).isEqualTo(new Version(2, 0, 0));
        assertThat(core.api())
                .isEqualTo(Map.of(
                        "org.kithwork.customer", new Version(2, 0, 0), "org.kithwork.money", new Version(1, 1, 0)));
        assertThat(core.modules().get("archives").includes(new Version(2, 1, 0)))
                .isTrue();
        assertThat(core.modules().get("archives").includes(new Version(1, 9, 0)))
                .isFalse();
        assertThat(core.schema()).hasSize(64);
        assertThat(core.lacks()).isEmpty();
    }

    @Test
    @DisplayName("CORE-21: other change logs are another schema, the same ones are not")
    void theSchemaIsCompared() throws IOException {
        var one = read(TestCore.of("2.0.0").file("core", "db/core/a.xml", "<x/>"));
        var same = read(TestCore.of("2.1.0").file("core", "db/core/a.xml", "<x/>"));
        var other = read(TestCore.of("2.2.0").file("core", "db/core/a.xml", "<y/>"));

        assertThat(same.schema()).isEqualTo(one.schema());
        assertThat(other.schema()).isNotEqualTo(one.schema());
    }

    @Test
    @DisplayName("CORE-21: an import that nothing offers is named")
    void aMissingImportIsNamed() throws IOException {
        var core = read(TestCore.of("2.0.0")
                .header(
                        "web",
                        "Import-Package",
                        "org.slf4j;version=\"[2,3)\",org.weather;version=\"[1,2)\",java.util"));

        assertThat(core.lacks())
                .singleElement()
                .satisfies(lack ->
                        assertThat(lack.text(Locale.ENGLISH)).contains("org.kithwork.web", "org.weather", "[1,2)"));
    }

    @Test
    @DisplayName("CORE-21: a version out of range is missing as well, an optional one is not")
    void theRangeCounts() throws IOException {
        var core = read(TestCore.of("2.0.0")
                .header("web", "Import-Package", "org.slf4j;version=\"[3,4)\",org.weather;resolution:=optional"));

        assertThat(core.lacks())
                .singleElement()
                .satisfies(lack -> assertThat(lack.text(Locale.CHINESE)).contains("org.slf4j"));
    }

    @Test
    @DisplayName("CORE-21: a bundle that neither the package nor the distribution has is named")
    void aMissingBundleIsNamed() throws IOException {
        assertThat(read(TestCore.of("2.0.0").naming("mvn:org.weather/weather/1.0"))
                        .lacks())
                .singleElement()
                .satisfies(lack -> assertThat(lack.text(Locale.ENGLISH)).contains("mvn:org.weather/weather/1.0"));

        var file = system.resolve("org/weather/weather/1.0/weather-1.0.jar");
        Files.createDirectories(file.getParent());
        Files.write(file, TestCore.jar(Map.of("Bundle-SymbolicName", "weather", "Bundle-Version", "1.0"), Map.of()));
        assertThat(read(TestCore.of("2.0.1").naming("mvn:org.weather/weather/1.0"))
                        .lacks())
                .isEmpty();
    }

    @Test
    @DisplayName("CORE-21: a core that was made for another container asks for its distribution")
    void anotherContainerIsNamed() throws IOException {
        var core = read(TestCore.of("2.0.0").repository("mvn:org.apache.karaf.features/framework/4.5/xml/features"));

        assertThat(core.lacks())
                .singleElement()
                .satisfies(lack -> assertThat(lack.text(Locale.ENGLISH)).contains("framework/4.5", "distribution"));
    }

    @ParameterizedTest
    @CsvSource({
        "<configfile finalname='/etc/x'>mvn:a/b/1</configfile>, core-feature-element",
        "<config name='x'>a=b</config>, core-feature-element"
    })
    @DisplayName("CORE-21: features that would write files or configuration are refused")
    void whatWritesIsRefused(String element, String code) {
        assertRefused(TestCore.of("2.0.0").element(element), code);
    }

    @Test
    @DisplayName("CORE-21: the package of a module is no core, nor is half a core")
    void aModuleIsNoCore() {
        var module = TestKar.of("parcel", "1.0.0").write(folder);
        assertThatThrownBy(() -> reader.read(module, "parcel.kar", Files.createTempDirectory(folder, "unpacked")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("core-no-package"));
        assertRefused(TestCore.of("2.0.0").without("kithwork-web"), "core-parts");
        assertRefused(TestCore.of("2.0.0").header("core", "Bundle-Version", "1.0.0"), "core-version");
    }

    private void assertRefused(TestCore core, String code) {
        assertThatThrownBy(() -> read(core))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
