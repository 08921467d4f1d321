package org.kithwork.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The package that the build of a module makes, in versions and under names that were never built. */
final class ModuleKar {

    private static final String BUILT = "0.1.0";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final Map<String, byte[]> files;
    private final Map<String, byte[]> bundle;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final String word;
    private final String version;

    private ModuleKar(Map<String, byte[]> files, Map<String, byte[]> bundle, String word, String version) {
        this.files = files;
        this.bundle = bundle;
        this.word = word;
        this.version = version;
    }

    /** The sample module. */
    static ModuleKar notebook(String version) throws IOException {
        return of(Path.of("../examples/notebook"), "notebook", version);
    }

    /** The first module. */
    static ModuleKar archives(String version) throws IOException {
        return of(Path.of("../bundles/archives"), "archives", version);
    }

    static ModuleKar of(Path project, String word, String version) throws IOException {
        var kar = project.resolve("target/kithwork-" + word + "-" + BUILT + ".kar");
        var files = unzip(Files.readAllBytes(kar));
        var jar = files.keySet().stream()
                .filter(name -> name.endsWith(".jar"))
                .findFirst()
                .orElseThrow();
        return new ModuleKar(files, unzip(files.remove(jar)), word, version);
    }

    /**
     * A copy of the module under another word: of the files' names, of the texts and of the classes. The word is as long
     * as the old one, so that the strings in the classes keep their length.
     */
    ModuleKar copiedAs(String copy) {
        if (copy.length() != word.length()) {
            throw new IllegalArgumentException(copy + " is not as long as " + word);
        }
        return new ModuleKar(copied(files, copy), copied(bundle, copy), copy, version);
    }

    private Map<String, byte[]> copied(Map<String, byte[]> from, String copy) {
        var to = new LinkedHashMap<String, byte[]>();
        from.forEach((name, content) -> to.put(name.replace(word, copy), copied(name, content, copy)));
        return to;
    }

    private byte[] copied(String name, byte[] content, String copy) {
        // Lines of a manifest are folded, so that a word may be torn.
        var text = new String(content, StandardCharsets.ISO_8859_1);
        var whole = name.equals(MANIFEST) ? text.replace("\r\n ", "").replace("\n ", "") : text;
        return whole.replace(word, copy).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Another file in the bundle, or another content of one. */
    ModuleKar with(String name, String content) {
        bundle.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A file of the bundle in other words. */
    ModuleKar edit(String name, UnaryOperator<String> change) {
        return with(name, change.apply(new String(bundle.get(name), StandardCharsets.UTF_8)));
    }

    /** A class of these tests as a component of the bundle, with what stands in its description. */
    ModuleKar component(Class<?> type, String description) throws IOException {
        var file = type.getName().replace('.', '/') + ".class";
        try (var in = type.getResourceAsStream('/' + file)) {
            bundle.put(file, Objects.requireNonNull(in).readAllBytes());
        }
        var name = "OSGI-INF/" + type.getSimpleName() + ".xml";
        with(name, """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" immediate="true">
                  <implementation class="%s"/>
                  %s
                </scr:component>
                """.formatted(type.getName(), type.getName(), description));
        return header("Service-Component", name);
    }

    /** Another header of the bundle, or more of one. */
    ModuleKar header(String name, String value) {
        headers.merge(name, value, (one, other) -> one + "," + other);
        return this;
    }

    /** Another entry of the package. */
    ModuleKar entry(String name) {
        files.put(name, new byte[] {1});
        return this;
    }

    Path write(Path folder) throws IOException {
        var manifest = new Manifest();
        for (var line : unfolded()) {
            var colon = line.indexOf(": ");
            if (colon > 0) {
                manifest.getMainAttributes()
                        .put(new Attributes.Name(line.substring(0, colon)), line.substring(colon + 2));
            }
        }
        manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
        headers.forEach((name, value) -> manifest.getMainAttributes()
                .merge(new Attributes.Name(name), value, (one, other) -> one + "," + other));
        var bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        bundle.put(MANIFEST, bytes.toByteArray());
        var all = new LinkedHashMap<String, byte[]>();
        files.forEach((name, content) -> {
            if (name.endsWith("-features.xml")) {
                var text = new String(content, StandardCharsets.UTF_8).replace(BUILT, version);
                all.put(name.replace(BUILT, version), text.getBytes(StandardCharsets.UTF_8));
            } else if (!name.endsWith(".sha256")) {
                all.put(name, content);
            }
        });
        var name = "kithwork-" + word;
        all.put("repository/org/kithwork/%s/%s/%s-%s.jar".formatted(name, version, name, version), zip(bundle));
        return Files.write(folder.resolve(name + "-" + version + ".kar"), zip(all));
    }

    private Iterable<String> unfolded() {
        var text = new String(bundle.get(MANIFEST), StandardCharsets.UTF_8);
        return text.replace("\r\n ", "").replace("\n ", "").lines().toList();
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
