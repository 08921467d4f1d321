package org.kithwork.outbound;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Signs messages to other systems and checks theirs, as the Standard Webhooks specification has it: HMAC-SHA-256 over
 * {@code id.timestamp.body}, in the headers {@code webhook-id}, {@code webhook-timestamp} (seconds since 1970) and
 * {@code webhook-signature} ({@code v1,} and base64; several are parted by spaces). Always there.
 */
@ProviderType
public interface Webhooks {

    /** A new secret, {@code whsec_} and base64 of 32 random bytes. Keep it encrypted. */
    String newSecret();

    /**
     * The headers that sign a body now.
     *
     * @param id names the message; the same for each try, at most 200 characters, without a dot
     * @throws IllegalArgumentException for a secret or an id that is none
     */
    Map<String, String> sign(String secret, String id, byte[] body);

    /**
     * Checks a message that came in. A valid one is noted in the current transaction, so that it is valid once: call it
     * in the one that holds the effect, and a message whose effect was rolled back may come again.
     *
     * @param source names the sender; ids are told apart by it
     * @param secrets those that hold now, two while one replaces the other
     * @param headers by their names, in whatever case
     */
    Verdict verify(String source, List<String> secrets, Map<String, String> headers, byte[] body);

    /** What a message that came in is worth. */
    enum Verdict {
        VALID,
        /** A header is missing or unreadable. */
        MALFORMED,
        /** Signed more than 5 minutes ago, or in the future by as much. */
        STALE,
        /** No secret made this signature. */
        FORGED,
        /** Valid, and here before. */
        REPEATED
    }
}
