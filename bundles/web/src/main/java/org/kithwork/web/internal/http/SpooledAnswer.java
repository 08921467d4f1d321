package org.kithwork.web.internal.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is sent only when it is complete. Until then it can be replaced, so a module that leaves in the middle
 * leaves no broken answer; and a slow reader holds no lock of the REST runtime. An asynchronous answer goes out at once.
 */
final class SpooledAnswer extends HttpServletResponseWrapper {

    private static final int WORTH_GZIP = 1400;

    private final Spool body;
    private final Runnable headers;
    private volatile boolean passing;
    private @Nullable PrintWriter writer;
    private @Nullable ServletOutputStream stream;
    private int errorStatus;

    /**
     * Wraps a response.
     *
     * @param headers puts the headers of every answer again, after a reset
     */
    SpooledAnswer(HttpServletResponse response, Spool body, Runnable headers) {
        super(response);
        this.body = body;
        this.headers = headers;
    }

    /** From now on everything goes straight to the caller. */
    void pass() {
        passing = true;
    }

    boolean isPassing() {
        return passing;
    }

    /** The status that somebody reported by {@code sendError}, 0 for none. */
    int errorStatus() {
        return errorStatus;
    }

    boolean isEmpty() {
        finishWriter();
        return body.size() == 0;
    }

    boolean isSmall() {
        return body.isInMemory();
    }

    byte[] bytes() {
        finishWriter();
        return body.bytes();
    }

    /** Forgets what was written so far. */
    void discard() throws IOException {
        reset();
    }

    /** Sends the answer. */
    void send(boolean head, boolean mayGzip) throws IOException {
        finishWriter();
        var to = (HttpServletResponse) getResponse();
        if (to.isCommitted()) {
            return;
        }
        var type = to.getContentType();
        to.addHeader("Vary", "Accept-Encoding");
        if (mayGzip && !head && body.size() >= WORTH_GZIP && isText(type) && !to.containsHeader("Content-Encoding")) {
            to.setHeader("Content-Encoding", "gzip");
            var gzip = new GZIPOutputStream(to.getOutputStream(), 8192);
            body.copyTo(gzip);
            gzip.finish();
        } else {
            if (body.size() > 0 || (to.getStatus() != 204 && to.getStatus() != 304)) {
                to.setContentLengthLong(body.size());
            }
            if (!head) {
                body.copyTo(to.getOutputStream());
            }
        }
    }

    private static boolean isText(@Nullable String type) {
        return type != null && (type.startsWith("text/") || type.contains("json"));
    }

    private void finishWriter() {
        if (writer != null) {
            writer.flush();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (passing) {
            return super.getOutputStream();
        }
        if (stream == null) {
            stream = new Stream();
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (passing) {
            return super.getWriter();
        }
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8));
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (passing) {
            super.flushBuffer();
        }
    }

    @Override
    public void setContentLength(int length) {
        if (passing) {
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (passing) {
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void sendError(int status) {
        errorStatus = status;
        setStatus(status);
    }

    @Override
    public void sendError(int status, String message) {
        sendError(status);
    }

    @Override
    public void reset() {
        super.reset();
        resetBuffer();
        errorStatus = 0;
        headers.run();
    }

    @Override
    public void resetBuffer() {
        try {
            body.clear();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        writer = null;
        stream = null;
    }

    /** Writes into the spool. */
    private final class Stream extends ServletOutputStream {

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("Not asynchronous");
        }

        @Override
        public void write(int value) throws IOException {
            if (passing) {
                SpooledAnswer.super.getOutputStream().write(value);
            } else {
                body.write(value);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (passing) {
                SpooledAnswer.super.getOutputStream().write(bytes, from, count);
            } else {
                body.write(bytes, from, count);
            }
        }

        @Override
        public void flush() throws IOException {
            if (passing) {
                SpooledAnswer.super.getOutputStream().flush();
            }
        }
    }
}
