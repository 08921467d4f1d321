package org.kithwork.core.internal.access.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.store.AuditEntity;

/** SHA-256 over the previous hash and every column of a row, each with its length, so that no two rows look alike. */
public final class ChainHash {

    private ChainHash() {}

    public static String of(String previous, AuditEntity row) {
        var digest = sha256();
        for (var part : new @Nullable String[] {
            previous,
            row.id,
            row.happenedAt.toString(),
            row.actorKind,
            row.actorId,
            row.actorName,
            row.action,
            row.objectType,
            row.objectId,
            row.customerId,
            row.detail,
            row.reasonCipher
        }) {
            add(digest, part);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, @Nullable String part) {
        if (part == null) {
            digest.update((byte) '-');
            return;
        }
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("No SHA-256", e);
        }
    }
}
