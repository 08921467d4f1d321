package org.kithwork.core.internal.backup.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes SHA-256. */
public final class Sha256 {

    private Sha256() {}

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("No SHA-256", e);
        }
    }
}
