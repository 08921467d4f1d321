package org.kithwork.core;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps, encrypted and for 24 hours, the answers to requests with an {@code Idempotency-Key}. The thread that claims a
 * key serves the request and ends the claim.
 */
@ProviderType
public interface IdempotentAnswers {

    /**
     * Claims the key for one request. Of many that come at once exactly one is told {@link Fresh}; it ends with
     * {@link #keep} or {@link #release}.
     *
     * @param fingerprint the hash of address and body
     */
    Claim claim(Key key, String fingerprint);

    /** Keeps the answer for those that repeat the request. */
    void keep(Key key, Answer answer);

    /** Ends a claim without an answer. The key is free again, unless the request changed something. */
    void release(Key key);

    /** A caller's key; the same text of another caller is another key. */
    record Key(String actor, String value) {}

    /** An answer as it was sent. */
    record Answer(int status, Map<String, String> headers, byte[] body) {

        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /** What is known of a key. */
    sealed interface Claim permits Fresh, Kept, Different, Running, Unanswered {}

    /** It is new and now the caller's. */
    record Fresh() implements Claim {}

    /** The same request was answered before. */
    record Kept(Answer answer) implements Claim {}

    /** It was used for another request. */
    record Different() implements Claim {}

    /** The first request with it is still at work. */
    record Running() implements Claim {}

    /** The first request with it changed something, and its answer is lost. */
    record Unanswered() implements Claim {}
}
