package org.kithwork.core.internal.protection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Encrypts values of text columns with AES-256-GCM. What comes out is base64url text; it is bound to its place, so a
 * value that is moved to another row or field does not decrypt, and the same value never looks the same twice.
 *
 * <p>It grows: 33 bytes are added to the UTF-8 bytes, then four characters stand for three bytes. An 11-digit phone
 * number takes 59 characters; {@link #longest} gives the width that a column needs.
 */
public final class FieldCipher {
    private static final int OVERHEAD = 5 + 12 + 16;
    private static final int LONGEST_CODE_POINT = 4;

    private final KeyRing ring;

    public FieldCipher(KeyRing ring) {
        this.ring = ring;
    }

    /** The value as it is stored at this place. */
    public String encrypt(DataClass dataClass, FieldRef place, String value) {
        byte[] sealed = encrypt(dataClass, place, value.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The bytes as they are stored at this place, in a column of bytes. */
    public byte[] encrypt(DataClass dataClass, FieldRef place, byte[] value) {
        try {
            return ring.cipher(dataClass).encrypt(value, place.context());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value cannot be encrypted", e);
        }
    }

    /**
     * The value that was stored at this place.
     *
     * @throws DecryptionException when it was changed, comes from another place, or its key is gone
     */
    public String decrypt(DataClass dataClass, FieldRef place, String stored) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(stored);
        } catch (IllegalArgumentException e) {
            throw unreadable(place, e);
        }
        return new String(decrypt(dataClass, place, sealed), StandardCharsets.UTF_8);
    }

    /**
     * The bytes that were stored at this place.
     *
     * @throws DecryptionException when they were changed, come from another place, or their key is gone
     */
    public byte[] decrypt(DataClass dataClass, FieldRef place, byte[] stored) {
        try {
            return ring.decrypt(dataClass, stored, place.context());
        } catch (GeneralSecurityException e) {
            throw unreadable(place, e);
        }
    }

    private static DecryptionException unreadable(FieldRef place, Exception e) {
        return new DecryptionException(
                "the value of " + place.entity() + "." + place.field() + " of " + place.id()
                        + " cannot be decrypted: it was changed or moved, or its key is gone",
                e);
    }

    /** Whether the key that writes now has sealed what is stored. */
    public boolean isCurrent(DataClass dataClass, String stored) {
        return stored.startsWith(ring.keys(dataClass, KeyUse.CIPHER).get(0).mark());
    }

    /** The most characters that a stored value of so many code points takes. */
    public static int longest(int codePoints) {
        return (4 * (codePoints * LONGEST_CODE_POINT + OVERHEAD) + 2) / 3;
    }
}
