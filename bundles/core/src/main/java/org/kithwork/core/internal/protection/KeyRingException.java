package org.kithwork.core.internal.protection;

import org.jspecify.annotations.Nullable;

/** The keys cannot be used; the message tells an administrator what to do and holds no key. */
public final class KeyRingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyRingException(String message) {
        super(message);
    }

    KeyRingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
