package org.kithwork.rest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/**
 * Reads the parts of a {@code multipart/form-data} body one after the other as they come, so that an upload goes from
 * the network to where it is kept encrypted and nowhere else. For one thread. What is no such body is refused with
 * {@code malformed}.
 */
public final class MultipartReader {

    private static final int MOST_BOUNDARY = 200;
    private static final int MOST_HEADER_BYTES = 8 * 1024;
    private static final int MOST_PARTS = 10;
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([\\w*]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))");

    private final InputStream in;
    private final byte[] delimiter;
    private final int[] table;
    private @Nullable Body open;
    private boolean ended;
    private int parts;

    private MultipartReader(InputStream body, String boundary) throws IOException {
        this.in = new BufferedInputStream(body, 64 * 1024);
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.table = table(delimiter);
        preamble(boundary);
    }

    /**
     * A reader of this body.
     *
     * @param contentType as the request's header names it, with the boundary
     */
    public static MultipartReader of(InputStream body, String contentType) throws IOException {
        var boundary = parameters(contentType).getOrDefault("boundary", "");
        if (boundary.isEmpty() || boundary.length() > MOST_BOUNDARY) {
            throw invalid();
        }
        return new MultipartReader(body, boundary);
    }

    /**
     * A part of the body.
     *
     * @param body its bytes, which are gone when the next part is asked for
     */
    public record Part(String name, @Nullable String fileName, InputStream body) {

        /** The part as text; more than so many bytes are refused with {@code too-large}. */
        public String text(int mostBytes) throws IOException {
            var bytes = body.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw Problem.of(ProblemKind.TOO_LARGE, "too-large", mostBytes / 1024 + " KiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** The next part, or nothing after the last one. */
    public Optional<Part> next() throws IOException {
        if (open != null) {
            open.transferTo(OutputStream.nullOutputStream());
            open = null;
        }
        if (ended) {
            return Optional.empty();
        }
        if (++parts > MOST_PARTS) {
            throw invalid();
        }
        var headers = headers();
        var parameters = parameters(headers.getOrDefault("content-disposition", ""));
        var body = new Body();
        open = body;
        return Optional.of(new Part(parameters.getOrDefault("name", ""), fileName(parameters), body));
    }

    /** What such a body is refused with that does not hold what it should. */
    public static Problem invalid() {
        return Problem.of(ProblemKind.MALFORMED, "malformed", Message.of(Problem.class, "multipart-invalid"));
    }

    private void preamble(String boundary) throws IOException {
        for (var c : ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1)) {
            if (in.read() != (c & 0xFF)) {
                throw invalid();
            }
        }
        afterDelimiter();
    }

    /** After a delimiter: two hyphens end the body, a line end begins a part. */
    private void afterDelimiter() throws IOException {
        int first = in.read();
        int second = in.read();
        if (first == '-' && second == '-') {
            ended = true;
            return;
        }
        while (first == ' ' || first == '\t') {
            first = second;
            second = in.read();
        }
        if (first != '\r' || second != '\n') {
            throw invalid();
        }
    }

    private Map<String, String> headers() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var end = new byte[] {'\r', '\n', '\r', '\n'};
        int matched = 2;
        while (matched < end.length) {
            int c = in.read();
            if (c < 0 || bytes.size() > MOST_HEADER_BYTES) {
                throw invalid();
            }
            bytes.write(c);
            matched = c == end[matched] ? matched + 1 : c == '\r' ? 1 : 0;
        }
        var headers = new HashMap<String, String>();
        for (var line : bytes.toString(StandardCharsets.UTF_8).split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static Map<String, String> parameters(String header) {
        var parameters = new HashMap<String, String>();
        var matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            var quoted = matcher.group(2);
            var value = quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            parameters.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        return parameters;
    }

    private static @Nullable String fileName(Map<String, String> parameters) {
        var extended = parameters.get("filename*");
        if (extended != null && extended.toLowerCase(Locale.ROOT).startsWith("utf-8''")) {
            try {
                return URLDecoder.decode(extended.substring(7).replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return parameters.get("filename");
            }
        }
        return parameters.get("filename");
    }

    /** How far a beginning of the delimiter that did not go on is one again (Knuth, Morris, Pratt). */
    private static int[] table(byte[] pattern) {
        var table = new int[pattern.length + 1];
        table[0] = -1;
        for (int i = 1, k = 0; i < pattern.length; i++) {
            table[i] = pattern[i] == pattern[k] ? table[k] : k;
            while (k >= 0 && pattern[i] != pattern[k]) {
                k = table[k];
            }
            k++;
        }
        return table;
    }

    /** The bytes up to the next delimiter. */
    private final class Body extends InputStream {

        private int matched;
        private int pending;
        private int pendingFrom;
        private int extra = -1;
        private boolean done;

        @Override
        public int read() throws IOException {
            while (true) {
                if (pending > 0) {
                    pending--;
                    return delimiter[pendingFrom++] & 0xFF;
                }
                if (extra >= 0) {
                    int value = extra;
                    extra = -1;
                    return value;
                }
                if (done) {
                    return -1;
                }
                advance();
            }
        }

        /** Reads a byte; what turns out not to belong to the delimiter is handed out. */
        private void advance() throws IOException {
            int c = in.read();
            if (c < 0) {
                throw invalid();
            }
            int before = matched;
            while (matched >= 0 && c != (delimiter[matched] & 0xFF)) {
                matched = table[matched];
            }
            if (matched < 0) {
                matched = 0;
                pendingFrom = 0;
                pending = before;
                extra = c;
                return;
            }
            matched++;
            pendingFrom = 0;
            pending = before + 1 - matched;
            if (matched == delimiter.length) {
                done = true;
                afterDelimiter();
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = 0;
            while (count < length) {
                int value = read();
                if (value < 0) {
                    break;
                }
                buffer[offset + count++] = (byte) value;
            }
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
