package org.kithwork.core.internal.module.kar;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packages of cores as the build makes them, with bundles of a manifest alone. */
public final class TestCore {

    private final String version;
    private final Map<String, Map<String, String>> headers = new LinkedHashMap<>();
    private final Map<String, Map<String, byte[]>> files = new LinkedHashMap<>();
    private final List<String> parts = new ArrayList<>(List.of(
            "kithwork-api",
            "kithwork-runtime",
            "kithwork-persistence",
            "kithwork-web-runtime",
            "kithwork-core",
            "kithwork-web"));
    private final StringBuilder elements = new StringBuilder();
    private final StringBuilder repositories = new StringBuilder();

    private TestCore(String version) {
        this.version = version;
        for (var word : List.of("api", "core", "web")) {
            headers.put(word, new LinkedHashMap<>());
            files.put(word, new LinkedHashMap<>());
            header(word, "Bundle-SymbolicName", "org.kithwork." + word);
            header(word, "Bundle-Version", version);
        }
        header("api", "Export-Package", "org.kithwork.customer;version=\"1.2.0\"");
    }

    public static TestCore of(String version) {
        return new TestCore(version);
    }

    public TestCore header(String word, String name, String value) {
        headers.get(word).put(name, value);
        return this;
    }

    public TestCore file(String word, String name, String content) {
        files.get(word).put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    TestCore naming(String location) {
        return element("<bundle>" + location + "</bundle>");
    }

    TestCore element(String element) {
        elements.append(element);
        return this;
    }

    TestCore repository(String location) {
        repositories.append("<repository>").append(location).append("</repository>");
        return this;
    }

    TestCore without(String feature) {
        parts.remove(feature);
        return this;
    }

    public Path write(Path folder) {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        var xml = new StringBuilder("<features xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\" name=\"k\">")
                .append(repositories);
        for (var part : parts) {
            xml.append("<feature name=\"")
                    .append(part)
                    .append("\" version=\"")
                    .append(version)
                    .append("\">");
            var word = part.substring("kithwork-".length());
            if (headers.containsKey(word)) {
                xml.append("<bundle>mvn:org.kithwork/")
                        .append(part)
                        .append('/')
                        .append(version)
                        .append("</bundle>");
            }
            xml.append(part.equals("kithwork-core") ? elements : "").append("</feature>");
        }
        var home = "repository/org/kithwork/";
        all.put(
                home + "kithwork-features/%s/kithwork-features-%s-features.xml".formatted(version, version),
                xml.append("</features>").toString().getBytes(StandardCharsets.UTF_8));
        headers.forEach((word, own) -> all.put(
                home + "kithwork-%s/%s/kithwork-%s-%s.jar".formatted(word, version, word, version),
                jar(own, files.get(word))));
        return TestKar.write(folder.resolve("kithwork-core-" + version + ".kar"), TestKar.zip(all));
    }

    static byte[] jar(Map<String, String> headers, Map<String, byte[]> content) {
        var manifest = new StringBuilder("Manifest-Version: 1.0\r\n");
        headers.forEach((name, value) -> {
            var line = name + ": " + value;
            for (int i = 0; i < line.length(); i += 60) {
                manifest.append(i == 0 ? "" : " ")
                        .append(line, i, Math.min(line.length(), i + 60))
                        .append("\r\n");
            }
        });
        var all = new LinkedHashMap<String, byte[]>();
        all.put("META-INF/MANIFEST.MF", manifest.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        all.putAll(content);
        return TestKar.zip(all);
    }
}
