package org.kithwork.core.internal.module.kar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.core.internal.json.JacksonJson;
import org.kithwork.core.internal.module.ModuleProblem;
import org.kithwork.problem.Problem;
import org.osgi.framework.Version;

class KarReaderTest {

    private static final Limits SMALL = new Limits(4 << 20, 40, 8 << 20, 100);

    @TempDir
    Path folder;

    private Path target;
    private static final Map<String, Version> API =
            Map.of("org.kithwork.customer", new Version(1, 2, 0), "org.kithwork.rest", new Version(1, 0, 0));

    private final KarReader reader = new KarReader(new BundleReader(new JacksonJson()), SMALL);

    @BeforeEach
    void makeTarget() throws IOException {
        target = Files.createDirectory(folder.resolve("target"));
    }

    private KarReader.Kar read(TestKar kar) {
        return reader.read(kar.write(folder), "parcel.kar", target);
    }

    private void assertRefused(TestKar kar, String code) {
        var file = kar.write(folder);
        assertThatThrownBy(() -> reader.read(file, "parcel.kar", Files.createTempDirectory(folder, "unpacked")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    void whatTheBuildMakesIsRead() {
        var kar = read(TestKar.of("parcel", "0.3.0")
                .header("Kithwork-Schema", "db/parcel/changelog.xml")
                .header("Kithwork-UI", "ui")
                .file("ui/ui.json", "{\"id\":\"parcel\",\"title\":\"nav\"}")
                .file("ui/i18n/en.json", "{\"nav\":\"Parcels\"}")
                .file("ui/i18n/zh-CN.json", "{\"nav\":\"包裹\"}"));

        assertThat(kar.bundle().word()).isEqualTo("parcel");
        assertThat(kar.bundle().version()).isEqualTo(new Version(0, 3, 0));
        assertThat(kar.bundle().titles()).isEqualTo(Map.of("en", "Parcels", "zh", "包裹"));
        assertThat(kar.bundle().tables()).isTrue();
        assertThat(kar.startLevel()).isEqualTo(60);
        assertThat(kar.hash()).hasSize(64);
        assertThat(target.resolve(KarReader.BUNDLE_FILE)).exists();
    }

    @Test
    void thePermissionsThatItsClassesNameAreFound() throws IOException {
        var kar = TestKar.of("parcel", "1.0.0");
        kar.bundleFiles.put("org/kithwork/parcel/Named.class", classFile(Named.class));

        assertThat(read(kar).bundle().permissions()).containsExactly("core:customer:view", "parcel:box:view");
    }

    @Test
    void itsRightsHaveTitlesBeforeItIsInstalled() throws IOException {
        var kar = TestKar.of("parcel", "1.0.0")
                .file(
                        "org/kithwork/parcel/internal/messages.properties",
                        "permission.box-view = See boxes\npermission.customer-view = Not its own\n")
                .file("org/kithwork/parcel/internal/messages_zh.properties", "permission.box-view = 查看包裹柜\n");
        kar.bundleFiles.put("org/kithwork/parcel/Named.class", classFile(Named.class));

        assertThat(read(kar).bundle().rightTitles())
                .isEqualTo(
                        Map.of("en", Map.of("parcel:box:view", "See boxes"), "zh", Map.of("parcel:box:view", "查看包裹柜")));
    }

    @Test
    void rightsWhoseTextsCannotBeReadHaveNoTitle() throws IOException {
        var kar = TestKar.of("parcel", "1.0.0")
                .file("org/kithwork/parcel/internal/messages.properties", "permission.box-view = \\u12\n");
        kar.bundleFiles.put("org/kithwork/parcel/Named.class", classFile(Named.class));

        assertThat(read(kar).bundle().rightTitles()).isEqualTo(Map.of("en", Map.of(), "zh", Map.of()));
    }

    /** Names two permissions and other things with colons. */
    static final class Named {
        String view = "parcel:box:view";
        String customer = "core:customer:view";
        String other = "mvn:group/artifact/1.0";
        String time = "12:30:00";
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        var name = type.getName();
        try (var in = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.sh",
                "repository/../../evil.sh",
                "/etc/passwd",
                "C:/evil",
                "repository\\..\\evil",
                "repository/./x",
                "a//b",
                "META-INF/x\u0000.sha256",
                "META-INF/名.sha256",
                "META-INF/.../x"
            })
    void aNameThatCouldLeadElsewhereIsRefused(String name) {
        assertRefused(TestKar.of("parcel", "1.0.0").extra(name, new byte[] {1}), "package-entry-name");
    }

    @Test
    void aNameThatIsThereTwiceOnSomeSystemIsRefused() {
        assertRefused(
                TestKar.of("parcel", "1.0.0").extra("meta-inf/manifest.mf", new byte[] {1}), "package-entry-twice");
    }

    @Test
    void aBombIsRefused() {
        assertRefused(TestKar.of("parcel", "1.0.0").extra("META-INF/zeros", new byte[3 << 20]), "package-bomb");
    }

    @Test
    void aBombInsideTheBundleIsRefused() {
        var kar = TestKar.of("parcel", "1.0.0");
        kar.bundleFiles.put("zeros", new byte[3 << 20]);
        assertRefused(kar, "package-bomb");
    }

    @Test
    void whatUnpacksToTooMuchIsRefused() {
        var kar = TestKar.of("parcel", "1.0.0");
        for (int i = 0; i < 9; i++) {
            var noise = new byte[1 << 20];
            for (int j = 0; j < noise.length; j++) {
                noise[j] = (byte) (j % 97 == 0 ? j * 31 + i : j >> 9);
            }
            kar.extra("META-INF/noise" + i, noise);
        }
        assertRefused(kar, "package-too-large");
    }

    @Test
    void tooManyEntriesAreRefused() {
        var kar = TestKar.of("parcel", "1.0.0");
        for (int i = 0; i < 50; i++) {
            kar.extra("META-INF/entry" + i, new byte[1]);
        }
        assertRefused(kar, "package-too-many");
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        var file = TestKar.write(folder.resolve("text.kar"), "hello".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> reader.read(file, "text.kar", target))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("package-no-archive"));
    }

    @Test
    void aWrongChecksumIsRefused() {
        assertRefused(
                TestKar.of("parcel", "1.0.0")
                        .extra("META-INF/kithwork-parcel-1.0.0.jar.sha256", "00ff".getBytes(StandardCharsets.UTF_8)),
                "package-checksum");
    }

    @ParameterizedTest
    @CsvSource({
        "configfile, package-feature-element",
        "config, package-feature-element",
        "library, package-feature-element",
        "conditional, package-feature-element",
        "capability, package-feature-element"
    })
    void aFeatureMayBringNothingButItsBundle(String element, String code) {
        var kar = TestKar.of("parcel", "1.0.0");
        assertRefused(kar.inFeature(kar.bundle() + "<" + element + ">x</" + element + ">"), code);
    }

    @Test
    void aDocumentTypeIsRefused() {
        var kar = TestKar.of("parcel", "1.0.0");
        kar.feature = "<!DOCTYPE features [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + kar.feature;
        assertRefused(kar, "package-feature-xml");
    }

    @Test
    void aFeatureOfOthersIsRefused() {
        var kar = TestKar.of("parcel", "1.0.0");
        assertRefused(kar.feature("kithwork-core", kar.bundle()), "package-feature-name");
        assertRefused(kar.inFeature("<feature>camel</feature>" + kar.bundle()), "package-feature-needs");
    }

    @Test
    void aPackageBringsItsOwnBundleAndNoOther() {
        var kar = TestKar.of("parcel", "1.0.0");
        assertRefused(kar.inFeature(kar.bundle() + "<bundle>mvn:a/b/1</bundle>"), "package-bundles");
        assertRefused(
                kar.inFeature("<bundle>https://example.org/kithwork-parcel.jar</bundle>"), "package-bundle-missing");
        assertRefused(kar.inFeature("<bundle>mvn:a/b/1</bundle>"), "package-bundle-missing");
        assertRefused(
                TestKar.of("parcel", "1.0.0").extra("repository/com/lib/lib.jar", new byte[1]), "package-bundles");
        assertRefused(TestKar.of("parcel", "1.0.0").extra("resources/etc/x.cfg", new byte[1]), "package-stray");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api", "ui", "public", "health", "metrics", "setup", "core", "web", "customers", "kithwork"})
    void aReservedWordIsRefused(String word) {
        assertRefused(TestKar.of(word, "1.0.0"), "package-word-reserved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.partner.parcel", "org.kithwork.Parcel", "org.kithwork.a.b", "org.kithwork.", "m"})
    void anotherNameIsRefused(String name) {
        assertRefused(TestKar.of("parcel", "1.0.0").header("Bundle-SymbolicName", name), "package-name");
    }

    @Test
    void onlyTheApiMayBeImported() {
        assertRefused(TestKar.of("parcel", "1.0.0").header("Import-Package", "org.kithwork.core"), "package-import");
        assertRefused(
                TestKar.of("parcel", "1.0.0")
                        .header(
                                "Import-Package",
                                "java.util;x=\"a,b\",org.kithwork.customer;org.kithwork.web;version=1"),
                "package-import");
    }

    @Test
    @DisplayName("CORE-21: an API of another time is named, and the package kept for the core that has it")
    void anApiOfAnotherTimeIsNamed() {
        var kar =
                read(TestKar.of("parcel", "1.0.0").header("Import-Package", "org.kithwork.customer;version=\"[2,3)\""));

        var reason = kar.bundle().unfit(API).orElseThrow();
        assertThat(reason.text(Locale.ENGLISH)).contains("org.kithwork.customer", "[2,3)", "1.2.0");
        assertThat(reason.text(Locale.CHINESE)).contains("[2,3)", "当前为 1.2.0");
        assertThat(kar.bundle().unfit(Map.of("org.kithwork.customer", new Version(2, 1, 0))))
                .isEmpty();
    }

    @Test
    @DisplayName("CORE-21: a package that no core here has is named")
    void anApiThatIsNotThereIsNamed() {
        var kar = read(TestKar.of("parcel", "1.0.0").header("Import-Package", "org.kithwork.weather"));

        assertThat(kar.bundle().unfit(API).orElseThrow().text(Locale.ENGLISH)).contains("org.kithwork.weather");
    }

    @ParameterizedTest
    @CsvSource({
        "Export-Package, org.kithwork.parcel",
        "Require-Bundle, org.kithwork.core",
        "Fragment-Host, org.kithwork.core",
        "DynamicImport-Package, *",
        "DynamicImport-Package, org.kithwork.core",
        "DynamicImport-Package, org.*"
    })
    void whatTiesBundlesTogetherIsRefused(String header, String value) {
        assertRefused(TestKar.of("parcel", "1.0.0").header(header, value), "package-header-refused");
    }

    @Test
    void tablesAndPagesLieWhereTheWordSays() {
        assertRefused(
                TestKar.of("parcel", "1.0.0").header("Kithwork-Schema", "db/archives/changelog.xml"), "package-header");
        assertRefused(TestKar.of("parcel", "1.0.0").header("Kithwork-UI", "../ui"), "package-header");
    }

    @Test
    void everySentenceIsThereInBothLanguages() throws IOException {
        var english = texts("messages.properties");
        var chinese = texts("messages_zh.properties");
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        english.forEach(
                (code, text) -> assertThat(ModuleProblem.message((String) code).pattern(Locale.CHINESE))
                        .isNotEqualTo(Optional.of(text)));
    }

    private static Properties texts(String file) throws IOException {
        var texts = new Properties();
        try (var in = ModuleProblem.class.getResourceAsStream(file)) {
            texts.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
