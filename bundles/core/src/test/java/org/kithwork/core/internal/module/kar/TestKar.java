package org.kithwork.core.internal.module.kar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packages as a build makes them, and as nobody should. */
public final class TestKar {

    public final Map<String, String> headers = new LinkedHashMap<>();
    public final Map<String, byte[]> bundleFiles = new LinkedHashMap<>();
    public final Map<String, byte[]> extra = new LinkedHashMap<>();
    public String feature;
    private final String word;
    private final String version;

    public TestKar(String word, String version) {
        this.word = word;
        this.version = version;
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-Name", "Kithwork :: " + word);
        headers.put("Bundle-SymbolicName", "org.kithwork." + word);
        headers.put("Bundle-Version", version);
        headers.put("Import-Package", "org.kithwork.customer;version=\"[1.0,2)\",java.util");
        feature = feature("<feature>kithwork-core</feature>" + bundle());
    }

    public static TestKar of(String word, String version) {
        return new TestKar(word, version);
    }

    public TestKar header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public TestKar file(String name, String content) {
        bundleFiles.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public TestKar extra(String name, byte[] content) {
        extra.put(name, content);
        return this;
    }

    public TestKar feature(String name, String content) {
        feature = "<features xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\" name=\"x\"><feature name=\"" + name
                + "\" version=\"" + version + "\">" + content + "</feature></features>";
        return this;
    }

    private String feature(String content) {
        feature("kithwork-" + word, content);
        return feature;
    }

    public TestKar inFeature(String content) {
        feature(content);
        return this;
    }

    public String bundle() {
        return "<bundle start-level=\"60\">mvn:com.partner/kithwork-" + word + "/" + version + "</bundle>";
    }

    public String folder() {
        return "repository/com/partner/kithwork-" + word + "/" + version + "/kithwork-" + word + "-" + version;
    }

    public byte[] jar() {
        var manifest = new StringBuilder("Manifest-Version: 1.0\r\n");
        headers.forEach((name, value) -> manifest.append(folded(name + ": " + value)));
        var files = new LinkedHashMap<String, byte[]>();
        files.put("META-INF/MANIFEST.MF", manifest.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        files.putAll(bundleFiles);
        return zip(files);
    }

    private static String folded(String line) {
        var text = new StringBuilder();
        for (int i = 0; i < line.length(); i += 60) {
            text.append(i == 0 ? "" : " ")
                    .append(line, i, Math.min(line.length(), i + 60))
                    .append("\r\n");
        }
        return text.toString();
    }

    public Path write(Path folder) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        files.put(folder() + "-features.xml", feature.getBytes(StandardCharsets.UTF_8));
        files.put(folder() + ".jar", jar());
        files.putAll(extra);
        return write(folder.resolve(word + "-" + version + ".kar"), zip(files));
    }

    static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] zip(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                // The same content is the same package, whenever it is made.
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
