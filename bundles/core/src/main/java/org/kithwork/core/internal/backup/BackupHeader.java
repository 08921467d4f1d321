package org.kithwork.core.internal.backup;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.kithwork.core.internal.backup.store.Sha256;
import org.kithwork.core.internal.protection.FieldRef;

/**
 * The readable beginning of a backup. What follows is encrypted for exactly this header, so nothing of it can be changed.
 *
 * @param ring the name of the ring of keys that opens it
 */
public record BackupHeader(String name, Instant createdAt, String product, String database, String ring) {

    private static final byte[] MAGIC = "KWBACKUP".getBytes(StandardCharsets.US_ASCII);
    private static final String FORMAT = "1";
    private static final int LONGEST = 4096;

    private byte[] bytes() {
        return String.join("\n", FORMAT, name, createdAt.toString(), product, database, ring)
                .getBytes(StandardCharsets.UTF_8);
    }

    FieldRef place() {
        return new FieldRef(
                "backup", "file", HexFormat.of().formatHex(Sha256.digest().digest(bytes())));
    }

    void write(OutputStream out) throws IOException {
        var bytes = bytes();
        out.write(MAGIC);
        out.write(ByteBuffer.allocate(4).putInt(bytes.length).array());
        out.write(bytes);
    }

    /** Refuses what is no backup, or one of a later format. */
    static BackupHeader read(InputStream in, String file) throws IOException {
        var data = new DataInputStream(in);
        if (!Arrays.equals(data.readNBytes(MAGIC.length), MAGIC)) {
            throw BackupProblem.conflict("no-backup", file);
        }
        int length = data.readInt();
        if (length < 0 || length > LONGEST) {
            throw BackupProblem.conflict("damaged", file);
        }
        var raw = data.readNBytes(length);
        var lines = new String(raw, StandardCharsets.UTF_8).split("\n", -1);
        if (!lines[0].equals(FORMAT)) {
            throw BackupProblem.conflict("newer", file, lines[0]);
        }
        try {
            var header = new BackupHeader(lines[1], Instant.parse(lines[2]), lines[3], lines[4], lines[5]);
            if (!Arrays.equals(header.bytes(), raw)) {
                throw BackupProblem.conflict("damaged", file);
            }
            return header;
        } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw BackupProblem.conflict("damaged", file);
        }
    }
}
