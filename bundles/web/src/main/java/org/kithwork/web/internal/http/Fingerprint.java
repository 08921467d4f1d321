package org.kithwork.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The hash of address and body of a request. The boundary of a form with files is new each time, so it stays out. */
final class Fingerprint {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=(\"[^\"]+\"|[^;\\s]+)", Pattern.CASE_INSENSITIVE);

    private Fingerprint() {}

    static String of(HttpServletRequest request, Spool body) throws IOException {
        var hash = sha256();
        var query = request.getQueryString() == null ? "" : request.getQueryString();
        hash.update((request.getRequestURI() + "?" + query + "\n").getBytes(StandardCharsets.UTF_8));
        try (var in = new BufferedInputStream(body.open(), 64 * 1024)) {
            var boundary = boundary(request.getContentType());
            if (boundary.length == 0) {
                var buffer = new byte[64 * 1024];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    hash.update(buffer, 0, count);
                }
            } else {
                withoutBoundaries(in, boundary, hash);
            }
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    /** Line by line, because a boundary stands at the beginning of one. */
    private static void withoutBoundaries(InputStream in, byte[] boundary, MessageDigest hash) throws IOException {
        var matched = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (matched >= 0 && matched < boundary.length && next == boundary[matched]) {
                matched++;
                continue;
            }
            if (matched > 0) {
                // A whole boundary stands for a mark; what only began like one belongs to the content.
                hash.update(boundary, 0, matched == boundary.length ? 2 : matched);
            }
            hash.update((byte) next);
            matched = next == '\n' ? 0 : -1;
        }
    }

    private static byte[] boundary(@Nullable String type) {
        if (type == null || !type.startsWith("multipart/")) {
            return new byte[0];
        }
        var found = BOUNDARY.matcher(type);
        return found.find() ? ("--" + found.group(1).replace("\"", "")).getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    private static MessageDigest sha256() throws IOException {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }
}
