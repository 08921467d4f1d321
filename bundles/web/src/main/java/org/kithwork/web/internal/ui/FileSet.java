package org.kithwork.web.internal.ui;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/** The files of a folder of a bundle, and the hash of them all. */
final class FileSet {

    private static final long MAX_BYTES = 32L << 20;

    private final Map<String, StaticFile> files = new HashMap<>();
    private final String hash;

    FileSet(SortedMap<String, byte[]> contents) {
        var all = sha256();
        for (var content : contents.entrySet()) {
            var own = sha256().digest(content.getValue());
            all.update(content.getKey().getBytes(StandardCharsets.UTF_8));
            all.update(own);
            files.put(content.getKey(), new StaticFile(content.getKey(), content.getValue(), shortened(own)));
        }
        this.hash = shortened(all.digest());
    }

    /** What a bundle has below a folder, by path relative to it. */
    static SortedMap<String, byte[]> read(Bundle bundle, String folder) throws IOException {
        var contents = new TreeMap<String, byte[]>();
        var root = "/" + folder + "/";
        var entries = bundle.findEntries(folder, "*", true);
        long bytes = 0;
        for (var url : entries == null ? Collections.<java.net.URL>emptyList() : Collections.list(entries)) {
            var path = url.getPath();
            if (path.endsWith("/")) {
                continue;
            }
            try (var in = url.openStream()) {
                var content = in.readAllBytes();
                bytes += content.length;
                if (bytes > MAX_BYTES) {
                    throw new IOException("More than " + (MAX_BYTES >> 20) + " MiB of files");
                }
                contents.put(path.substring(path.indexOf(root) + root.length()), content);
            }
        }
        return contents;
    }

    Optional<StaticFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    String hash() {
        return hash;
    }

    private static String shortened(byte[] digest) {
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
