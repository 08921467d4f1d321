package org.kithwork.web.internal.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.web.internal.Texts;

/**
 * A request whose body was read to its end before anybody works on it: a slow sender then holds no lock of the REST
 * runtime and no place inside a module.
 */
final class SpooledBody extends HttpServletRequestWrapper {

    private static final int MIB = 1024 * 1024;

    private final Spool body;
    private final Runnable whenAsync;

    private SpooledBody(HttpServletRequest request, Spool body, Runnable whenAsync) {
        super(request);
        this.body = body;
        this.whenAsync = whenAsync;
    }

    /** Reads the body into the spool; refuses one beyond the limit with {@code too-large}, a slow one with {@code too-slow}. */
    static SpooledBody read(HttpServletRequest request, Spool into, int uploadLimitMib, Runnable whenAsync)
            throws IOException {
        var type = request.getContentType();
        var isUpload = type != null && (type.startsWith("multipart/form-data") || type.startsWith("image/"));
        var limit = isUpload ? (long) uploadLimitMib * MIB : MIB;
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            copy(BodyRate.of(request.getInputStream()), into, limit);
        }
        return new SpooledBody(request, into, whenAsync);
    }

    private static void copy(BodyRate from, Spool into, long limit) throws IOException {
        var buffer = new byte[16 * 1024];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            if (into.size() + count > limit) {
                throw tooLarge(limit);
            }
            into.write(buffer, 0, count);
        }
    }

    private static Problem tooLarge(long limit) {
        Message size = Texts.of("upload-limit", limit / MIB);
        return Problem.of(ProblemKind.TOO_LARGE, "too-large", size);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Stream(body.open(), body.size());
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(body.open(), StandardCharsets.UTF_8));
    }

    @Override
    public AsyncContext startAsync() {
        whenAsync.run();
        return super.startAsync();
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        whenAsync.run();
        return super.startAsync(request, response);
    }

    /** Everything is there already. */
    private static final class Stream extends ServletInputStream {

        private final InputStream in;
        private final long size;
        private long done;

        Stream(InputStream in, long size) {
            this.in = in;
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            var value = in.read();
            done += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            var read = in.read(bytes, from, count);
            done += Math.max(0, read);
            return read;
        }

        @Override
        public boolean isFinished() {
            return done >= size;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body is there already");
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
