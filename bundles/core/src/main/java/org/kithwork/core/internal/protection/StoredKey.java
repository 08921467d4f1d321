package org.kithwork.core.internal.protection;

import com.google.crypto.tink.KeysetHandle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A key as it may be spoken of.
 *
 * @param id its number in its set
 * @param writes whether new values are written with it; the others only read
 */
public record StoredKey(int id, boolean writes) {
    private static final int MARK = 6;

    static List<StoredKey> of(KeysetHandle handle) {
        var keys = new ArrayList<StoredKey>();
        for (int i = 0; i < handle.size(); i++) {
            keys.add(new StoredKey(handle.getAt(i).getId(), handle.getAt(i).isPrimary()));
        }
        keys.sort(Comparator.comparing((StoredKey key) -> !key.writes()));
        return List.copyOf(keys);
    }

    /** What people read. */
    public String name() {
        return HexFormat.of().toHexDigits(id);
    }

    /** With what every text begins that it wrote; no two keys of a set have the same. */
    public String mark() {
        return mark(id);
    }

    static String mark(int id) {
        byte[] prefix = ByteBuffer.allocate(5).put((byte) 1).putInt(id).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(prefix).substring(0, MARK);
    }
}
