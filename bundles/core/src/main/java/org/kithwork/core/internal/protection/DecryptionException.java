package org.kithwork.core.internal.protection;

/** A stored value was changed, stands in another row or field than it was written for, or its key is gone. */
public final class DecryptionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DecryptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
