package org.kithwork.core.internal.protection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Encrypts files as they stream by, with AES-256-GCM in segments of 1 MB: a file that was changed, cut short or
 * exchanged for another ends in an {@link IOException} before the bad segment is handed out. Memory: a few MB a stream.
 */
public final class FileCipher {
    private final KeyRing ring;

    public FileCipher(KeyRing ring) {
        this.ring = ring;
    }

    /** What is written comes out encrypted in {@code target}, complete only once the stream is closed. */
    public OutputStream encrypt(DataClass dataClass, FieldRef place, OutputStream target) throws IOException {
        try {
            return ring.stream(dataClass).newEncryptingStream(target, context(place));
        } catch (GeneralSecurityException e) {
            throw new IOException("a file cannot be encrypted", e);
        }
    }

    /** The clear bytes of what {@link #encrypt} wrote for the same place. */
    public InputStream decrypt(DataClass dataClass, FieldRef place, InputStream source) throws IOException {
        try {
            return ring.stream(dataClass).newDecryptingStream(source, context(place));
        } catch (GeneralSecurityException e) {
            throw new IOException("a file cannot be decrypted", e);
        }
    }

    private static byte[] context(FieldRef place) {
        return ("file|" + place.entity() + '|' + place.field() + '|' + place.id()).getBytes(StandardCharsets.UTF_8);
    }
}
