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
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Holds a body in memory and, beyond a limit, in a file that is gone when it is closed. The file is encrypted with a key
 * that only this process ever knows: what a killed one leaves behind says nothing.
 */
final class Spool extends OutputStream implements Closeable {

    private static final int IN_MEMORY = 256 * 1024;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(1024);
    private @Nullable Path file;
    private @Nullable OutputStream fileOut;
    private @Nullable SecretKey key;
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
        var fresh = new byte[16];
        RANDOM.nextBytes(fresh);
        key = new SecretKeySpec(fresh, "AES");
        var out = new CipherOutputStream(
                Files.newOutputStream(path, StandardOpenOption.WRITE), cipher(Cipher.ENCRYPT_MODE));
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
        return file == null
                ? new ByteArrayInputStream(memory.toByteArray())
                : new CipherInputStream(Files.newInputStream(file), cipher(Cipher.DECRYPT_MODE));
    }

    /** Each file has a key of its own, so the counter may begin at nothing. */
    private Cipher cipher(int mode) throws IOException {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, key, new IvParameterSpec(new byte[16]));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IOException("A spool file cannot be encrypted", e);
        }
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
