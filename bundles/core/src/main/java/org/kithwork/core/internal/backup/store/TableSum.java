package org.kithwork.core.internal.backup.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts the rows of a table and adds their hashes up, so that the order in which a database gives them is all one. */
final class TableSum {

    private final long[] sum = new long[4];
    private final MessageDigest digest;
    private final byte[] name;
    private long rows;

    TableSum(Table table) {
        this.digest = Sha256.digest();
        this.name = table.name().getBytes(StandardCharsets.UTF_8);
    }

    void add(byte[] row, int length) {
        digest.update(name);
        digest.update((byte) 0);
        digest.update(row, 0, length);
        var hash = ByteBuffer.wrap(digest.digest());
        for (int i = 0; i < sum.length; i++) {
            sum[i] += hash.getLong();
        }
        rows++;
    }

    long rows() {
        return rows;
    }

    String hex() {
        var bytes = ByteBuffer.allocate(32);
        for (long part : sum) {
            bytes.putLong(part);
        }
        return HexFormat.of().formatHex(bytes.array());
    }
}
