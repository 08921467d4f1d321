package org.kithwork.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One keep-alive HTTP/1.1 connection over a blocking socket: as little work in the client as can be. Not for several threads. */
public final class HttpConnection implements Closeable {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final int port;
    private final int timeoutMillis;
    private final byte[] buffer = new byte[32 * 1024];
    private int position;
    private int limit;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(16 * 1024);

    public HttpConnection(int port) {
        this(port, TIMEOUT);
    }

    public HttpConnection(int port, Duration timeout) {
        this.port = port;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** The bytes of a request to this machine; {@code headers} are whole lines, each with its end. */
    public static byte[] request(String method, String path, String headers, byte[] content) {
        StringBuilder head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n")
                .append(headers);
        if (content.length > 0) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(content.length)
                    .append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[start.length + content.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }

    /** Sends the request and reads the whole answer; its body is held until the next call. */
    public int exchange(byte[] request) throws IOException {
        try {
            Socket open = open();
            open.getOutputStream().write(request);
            return readAnswer();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    public String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            open.close();
        }
    }

    private Socket open() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket();
            open.setTcpNoDelay(true);
            open.setSoTimeout(timeoutMillis);
            socket = open;
            open.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMillis);
            in = open.getInputStream();
            position = 0;
            limit = 0;
        }
        return open;
    }

    private int readAnswer() throws IOException {
        body.reset();
        String line = readLine();
        int status = Integer.parseInt(line.substring(9, 12));
        long length = -1;
        boolean chunked = false;
        boolean last = false;
        for (line = readLine(); !line.isEmpty(); line = readLine()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Long.parseLong(header.substring(15).trim());
            } else if (header.startsWith("transfer-encoding:")) {
                chunked = header.contains("chunked");
            } else if (header.startsWith("connection:")) {
                last = header.contains("close");
            }
        }
        if (chunked) {
            readChunks();
        } else if (length >= 0) {
            readBytes(length);
        } else if (status != 204 && status != 304) {
            readToEnd();
            last = true;
        }
        if (last) {
            close();
        }
        return status;
    }

    private void readChunks() throws IOException {
        while (true) {
            String size = readLine();
            int extension = size.indexOf(';');
            long length = Long.parseLong((extension < 0 ? size : size.substring(0, extension)).trim(), 16);
            readBytes(length);
            if (length == 0) {
                while (!readLine().isEmpty()) {
                    // a trailer, of no use here
                }
                return;
            }
            readLine();
        }
    }

    private void readBytes(long length) throws IOException {
        long left = length;
        while (left > 0) {
            if (position == limit) {
                fill();
            }
            int part = (int) Math.min(left, limit - position);
            body.write(buffer, position, part);
            position += part;
            left -= part;
        }
    }

    private void readToEnd() throws IOException {
        try {
            readBytes(Long.MAX_VALUE);
        } catch (EOFException end) {
            // the end of the connection is the end of the body
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder(64);
        while (true) {
            if (position == limit) {
                fill();
            }
            int start = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            line.append(new String(buffer, start, position - start, StandardCharsets.ISO_8859_1));
            if (position < limit) {
                position++;
                if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
                    line.setLength(line.length() - 1);
                }
                return line.toString();
            }
        }
    }

    private void fill() throws IOException {
        InputStream stream = in;
        int read = stream == null ? -1 : stream.read(buffer);
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        position = 0;
        limit = read;
    }
}
