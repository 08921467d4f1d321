package org.kithwork.core.internal.module.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A plan as the launcher reads it: lines of {@code name=value}, and a last one that authenticates them with a key that
 * lies with the keys.
 *
 * @param core the version of the core
 * @param base the distribution that it was checked against
 * @param sums SHA-256 of the list of the core's files
 * @param modules the versions of the modules that change
 * @param excused the modules that did not run when the plan was made
 */
public record PlanFile(
        String id, String core, String base, String sums, Map<String, String> modules, Set<String> excused) {

    private static final String KEY = "update.key";
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    public PlanFile {
        modules = Map.copyOf(modules);
        excused = Set.copyOf(excused);
    }

    private String body() {
        var versions = new TreeMap<>(modules)
                .entrySet().stream()
                        .map(one -> one.getKey() + ":" + one.getValue())
                        .collect(Collectors.joining(" "));
        return "id=" + id + "\ncore=" + core + "\nbase=" + base + "\nsums=" + sums + "\nmodules=" + versions
                + "\nexcused=" + excused.stream().sorted().collect(Collectors.joining(" ")) + "\n";
    }

    /** Writes it, whole or not at all. */
    public void write(Path file, Path keys) {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(draft, body() + "mac=" + HexFormat.of().formatHex(mac(key(keys), body())) + "\n");
            sync(draft, StandardOpenOption.WRITE);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(Objects.requireNonNull(file.toAbsolutePath().getParent()), StandardOpenOption.READ);
        } catch (IOException e) {
            throw new UncheckedIOException("The plan cannot be put aside", e);
        }
    }

    /** Reads one that the launcher has accepted. */
    public static PlanFile read(Path file) {
        var values = new HashMap<String, String>();
        try {
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                var equals = line.indexOf('=');
                values.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The plan cannot be read", e);
        }
        var modules = new HashMap<String, String>();
        for (var one : words(values.get("modules"))) {
            var parts = one.split(":", 2);
            modules.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return new PlanFile(
                values.getOrDefault("id", ""),
                values.getOrDefault("core", ""),
                values.getOrDefault("base", ""),
                values.getOrDefault("sums", ""),
                modules,
                Set.copyOf(words(values.get("excused"))));
    }

    private static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(" "))
                        .filter(one -> !one.isBlank())
                        .distinct()
                        .toList();
    }

    static void sync(Path path, StandardOpenOption mode) throws IOException {
        try (var channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    private static byte[] key(Path keys) throws IOException {
        var file = keys.resolve(KEY);
        if (!Files.exists(file)) {
            var bytes = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(bytes);
            var draft = keys.resolve(KEY + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft);
            if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            }
            Files.write(draft, bytes);
            sync(draft, StandardOpenOption.WRITE);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readAllBytes(file);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
