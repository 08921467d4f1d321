package org.kithwork.core.internal.module.kar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A checksum of the change logs of a bundle: another one means that tables change. */
public final class SchemaSum {

    /** Where the change logs lie in a bundle. */
    public static final String FOLDER = "db/";

    private static final int LONGEST = 4 << 20;

    private SchemaSum() {}

    static String of(Archive archive) {
        var files = new TreeMap<String, byte[]>();
        for (var name : archive.names()) {
            if (name.startsWith(FOLDER)) {
                archive.read(name, LONGEST).ifPresent(content -> files.put(name, content));
            }
        }
        return of(files);
    }

    /** The checksum over names and contents, whatever their order; "" for none. */
    public static String of(Map<String, byte[]> files) {
        if (files.isEmpty()) {
            return "";
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(files).forEach((name, content) -> {
                digest.update((name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
