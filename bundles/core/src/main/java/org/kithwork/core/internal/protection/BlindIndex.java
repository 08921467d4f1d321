package org.kithwork.core.internal.protection;

import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Finds encrypted values by equality: HMAC-SHA-256 with a key of its own over field and normalised value, 16 bytes of
 * it as {@value #LENGTH} characters of base64url. Not unique in a table, since people share phones. The caller
 * normalises; the same person writes and searches with the same form.
 */
public final class BlindIndex {
    /** The length of every index. */
    public static final int LENGTH = 22;

    private static final int BYTES = 16;

    private final KeyRing ring;

    public BlindIndex(KeyRing ring) {
        this.ring = ring;
    }

    /** The index under which a normalised value is stored. */
    public String of(DataClass dataClass, String field, String normalised) {
        return primary(dataClass, input("equal", field, normalised));
    }

    /** Every index under which a value may be stored: more than one while keys are being renewed. */
    public List<String> candidates(DataClass dataClass, String field, String normalised) {
        return all(dataClass, input("equal", field, normalised));
    }

    /** The index of the last four digits, which tells nothing about that of the whole value. */
    public String ofLastFour(DataClass dataClass, String field, String lastFour) {
        return primary(dataClass, lastFourInput(field, lastFour));
    }

    /** Every index under which these last four digits may be stored. */
    public List<String> lastFourCandidates(DataClass dataClass, String field, String lastFour) {
        return all(dataClass, lastFourInput(field, lastFour));
    }

    private String primary(DataClass dataClass, byte[] input) {
        try {
            return text(ring.index(dataClass).computePrimary(input, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an index cannot be computed", e);
        }
    }

    private List<String> all(DataClass dataClass, byte[] input) {
        PrfSet keys = ring.index(dataClass);
        List<String> indexes = new ArrayList<>();
        try {
            indexes.add(text(keys.computePrimary(input, BYTES)));
            for (Prf prf : keys.getPrfs().values()) {
                String index = text(prf.compute(input, BYTES));
                if (!indexes.contains(index)) {
                    indexes.add(index);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an index cannot be computed", e);
        }
        return indexes;
    }

    private static byte[] lastFourInput(String field, String lastFour) {
        if (!lastFour.matches("[0-9]{4}")) {
            throw new IllegalArgumentException("not four digits");
        }
        return input("last-four", field, lastFour);
    }

    private static byte[] input(String domain, String field, String value) {
        if (field.isEmpty() || field.indexOf('|') >= 0) {
            throw new IllegalArgumentException("a field is empty or holds a bar");
        }
        return (domain + '|' + field + '|' + value).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
