package org.kithwork.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A plan that the running core has put aside: lines of {@code name=value}, and a last one that authenticates them with a
 * key that lies with the keys. It names a core, whose files lie under {@code <data>/core/<version>} with a list of their
 * checksums.
 */
record CorePlan(Map<String, String> values) {

    static final String KEY = "update.key";
    private static final String MAC = "mac=";
    private static final String SUMS = "checksums";

    /** Reads the file, and refuses what the running core has not written. */
    static CorePlan read(Path file, Path keys) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        Path key = keys.resolve(KEY);
        if (!last.startsWith(MAC) || !Files.exists(key)) {
            throw foreign(file);
        }
        List<String> body = lines.subList(0, lines.size() - 1);
        byte[] expected = mac(Files.readAllBytes(key), String.join("\n", body) + "\n");
        byte[] said;
        try {
            said = HexFormat.of().parseHex(last.substring(MAC.length()));
        } catch (IllegalArgumentException e) {
            throw foreign(file);
        }
        if (!MessageDigest.isEqual(expected, said)) {
            throw foreign(file);
        }
        Map<String, String> values = new HashMap<>();
        for (String line : body) {
            int equals = line.indexOf('=');
            values.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
        }
        return new CorePlan(Map.copyOf(values));
    }

    private static Installation.Refused foreign(Path file) {
        return new Installation.Refused(file + " was not written by this installation, or its key " + KEY
                + " is missing. Restore the keys, or remove the file to run the core of the distribution.");
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Installation.Refused(KEY + " cannot be used: " + e.getMessage());
        }
    }

    String id() {
        return values.getOrDefault("id", "");
    }

    String core() {
        return values.getOrDefault("core", "");
    }

    /** The distribution that it was checked against. */
    String base() {
        return values.getOrDefault("base", "");
    }

    /** Refuses a core of which a file is missing, was changed or was added. */
    void check(Path folder) throws IOException {
        Path sums = folder.resolve(SUMS);
        if (!Files.exists(sums) || !sha256(sums).equals(values.get("sums"))) {
            throw new Installation.Refused(folder + " is not the core that was put aside; its list of files is wrong.");
        }
        for (String line : Files.readAllLines(sums, StandardCharsets.UTF_8)) {
            Path file = folder.resolve(line.substring(Math.min(66, line.length())));
            if (!Files.isRegularFile(file) || !line.startsWith(sha256(file) + "  ")) {
                throw new Installation.Refused(file + " is missing or was changed since the core was put aside.");
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
