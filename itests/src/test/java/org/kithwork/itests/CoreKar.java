package org.kithwork.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The package of the core that the build makes, in versions that were never built. */
final class CoreKar {

    private static final String BUILT = "0.1.0";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final List<String> RAISED = List.of("api", "core", "web");

    private final String version;
    private final Map<String, UnaryOperator<String>> edits = new HashMap<>();

    private CoreKar(String version) {
        this.version = version;
    }

    static CoreKar of(String version) {
        return new CoreKar(version);
    }

    /** The manifest of a bundle, its lines unfolded, in other words. */
    CoreKar edit(String word, UnaryOperator<String> manifest) {
        edits.put(word, manifest);
        return this;
    }

    Path write(Path folder) throws IOException {
        var target = folder.resolve("kithwork-core-" + version + ".kar");
        var built = Path.of("../features/target/kithwork-core-" + BUILT + ".kar");
        try (var in = new ZipInputStream(Files.newInputStream(built));
                var out = new ZipOutputStream(Files.newOutputStream(target))) {
            out.setLevel(Deflater.BEST_SPEED);
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    out.putNextEntry(new ZipEntry(renamed(entry.getName())));
                    out.write(content(entry.getName(), in.readAllBytes()));
                }
            }
        }
        return target;
    }

    private static boolean isRaised(String name, String word) {
        return name.startsWith("repository/org/kithwork/kithwork-" + word + "/");
    }

    private String renamed(String name) {
        return name.endsWith("-features.xml") || RAISED.stream().anyMatch(word -> isRaised(name, word))
                ? name.replace(BUILT, version)
                : name;
    }

    private byte[] content(String name, byte[] content) throws IOException {
        if (name.endsWith("-features.xml")) {
            var text =
                    new String(content, StandardCharsets.UTF_8).replace("version=\"" + BUILT, "version=\"" + version);
            for (var word : RAISED) {
                text = text.replace("kithwork-" + word + "/" + BUILT, "kithwork-" + word + "/" + version);
            }
            return text.getBytes(StandardCharsets.UTF_8);
        }
        for (var word : RAISED) {
            if (name.endsWith(".jar") && isRaised(name, word)) {
                return raised(content, edits.getOrDefault(word, UnaryOperator.identity()));
            }
        }
        return content;
    }

    private byte[] raised(byte[] jar, UnaryOperator<String> edit) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(jar));
                var out = new ZipOutputStream(bytes)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                var content = in.readAllBytes();
                out.write(entry.getName().equals(MANIFEST) ? manifest(content, edit) : content);
            }
        }
        return bytes.toByteArray();
    }

    private byte[] manifest(byte[] content, UnaryOperator<String> edit) {
        var text = new String(content, StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replace("\n ", "")
                .replaceFirst("Bundle-Version: [^\n]*", "Bundle-Version: " + version);
        var folded = new StringBuilder();
        for (var line : edit.apply(text).split("\n", -1)) {
            for (int i = 0; i < line.length(); i += 60) {
                folded.append(i == 0 ? "" : " ")
                        .append(line, i, Math.min(line.length(), i + 60))
                        .append("\r\n");
            }
            folded.append(line.isEmpty() ? "\r\n" : "");
        }
        return folded.toString().getBytes(StandardCharsets.UTF_8);
    }
}
