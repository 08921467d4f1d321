package org.kithwork.web.internal.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Holds a body in memory and, beyond a limit, in a file that is gone when it is closed. */
final class Spool extends OutputStream implements Closeable {

    private static final int IN_MEMORY = 256 * 1024;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(1024);
    private @Nullable Path file;
    private @Nullable OutputStream fileOut;
    private long size;

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (fileOut == null && size + count > IN_MEMORY) {
            moveToFile();
        }
        (fileOut == null ? memory : fileOut).write(bytes, from, count);
        size += count;
    }

    private void moveToFile() throws IOException {
        // The temporary directory of the process; only its user can read the file.
        var path = Files.createTempFile("kithwork-", ".spool");
        file = path;
        var out = Files.newOutputStream(path, StandardOpenOption.WRITE);
        fileOut = out;
        memory.writeTo(out);
        memory.reset();
    }

    long size() {
        return size;
    }

    boolean isInMemory() {
        return file == null;
    }

    /** The content, if it is small enough to be in memory. */
    byte[] bytes() {
        return memory.toByteArray();
    }

    InputStream open() throws IOException {
        if (fileOut != null) {
            fileOut.flush();
        }
        return file == null ? new ByteArrayInputStream(memory.toByteArray()) : Files.newInputStream(file);
    }

    void copyTo(OutputStream out) throws IOException {
        if (file == null) {
            memory.writeTo(out);
        } else {
            try (var in = open()) {
                in.transferTo(out);
            }
        }
    }

    void clear() throws IOException {
        close();
        memory.reset();
        size = 0;
    }

    @Override
    public void close() throws IOException {
        if (fileOut != null) {
            fileOut.close();
            fileOut = null;
        }
        if (file != null) {
            Files.deleteIfExists(file);
            file = null;
        }
    }
}
