package org.kithwork.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The package that the build of the sample module makes, in versions that were never built. */
final class SampleKar {

    private static final String NAME = "kithwork-notebook-";
    private static final String BUILT = "0.1.0";

    private final Map<String, byte[]> files;
    private final Map<String, byte[]> bundle;
    private final String version;

    private SampleKar(Map<String, byte[]> files, Map<String, byte[]> bundle, String version) {
        this.files = files;
        this.bundle = bundle;
        this.version = version;
    }

    static SampleKar of(String version) throws IOException {
        var kar = Path.of(
                System.getProperty("kithwork.notebook", "../examples/notebook/target/" + NAME + BUILT + ".kar"));
        var files = unzip(Files.readAllBytes(kar));
        var jar = files.keySet().stream()
                .filter(name -> name.endsWith(".jar"))
                .findFirst()
                .orElseThrow();
        return new SampleKar(files, unzip(files.remove(jar)), version);
    }

    /** Another file in the bundle, or another content of one. */
    SampleKar with(String name, String content) {
        bundle.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Another entry of the package. */
    SampleKar entry(String name) {
        files.put(name, new byte[] {1});
        return this;
    }

    Path write(Path folder) throws IOException {
        var manifest = new Manifest(new ByteArrayInputStream(bundle.get("META-INF/MANIFEST.MF")));
        manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
        var bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        bundle.put("META-INF/MANIFEST.MF", bytes.toByteArray());
        var all = new LinkedHashMap<String, byte[]>();
        files.forEach((name, content) -> {
            if (name.endsWith("-features.xml")) {
                var text = new String(content, StandardCharsets.UTF_8).replace(BUILT, version);
                all.put(name.replace(BUILT, version), text.getBytes(StandardCharsets.UTF_8));
            } else if (!name.endsWith(".sha256")) {
                all.put(name, content);
            }
        });
        all.put("repository/org/kithwork/kithwork-notebook/" + version + "/" + NAME + version + ".jar", zip(bundle));
        return Files.write(folder.resolve(NAME + version + ".kar"), zip(all));
    }

    private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return files;
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
