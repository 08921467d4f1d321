package org.kithwork.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.kithwork.core.IdempotentAnswers;
import org.kithwork.core.IdempotentAnswers.Answer;
import org.kithwork.core.IdempotentAnswers.Different;
import org.kithwork.core.IdempotentAnswers.Fresh;
import org.kithwork.core.IdempotentAnswers.Kept;
import org.kithwork.core.IdempotentAnswers.Key;
import org.kithwork.core.IdempotentAnswers.Running;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.web.internal.Texts;

/**
 * A {@code POST} with an {@code Idempotency-Key} has its effect once. Answers of success are kept; after a failure
 * nothing was changed, and the key is free again.
 */
final class Idempotency {

    private static final String HEADER = "Idempotency-Key";
    private static final List<String> KEPT_HEADERS =
            List.of("Content-Type", "Content-Language", "Location", "ETag", "Retry-After");

    private final IdempotentAnswers answers;
    private final Key key;

    private Idempotency(IdempotentAnswers answers, Key key) {
        this.answers = answers;
        this.key = key;
    }

    /** The key of this request, if it has one and is of the kind that may. Strangers and sign-in have none. */
    static Optional<Idempotency> of(HttpServletRequest request, Exchange exchange, Optional<IdempotentAnswers> store) {
        var value = request.getHeader(HEADER);
        if (value == null
                || store.isEmpty()
                || !exchange.method().equals("POST")
                || exchange.caller().isEmpty()
                || exchange.target().isApi("/session", "/setup", "/tokens")) {
            return Optional.empty();
        }
        if (value.isEmpty() || value.length() > 255 || !value.chars().allMatch(c -> c > 32 && c < 127)) {
            throw Problem.of(ProblemKind.MALFORMED, Texts.of("idempotency-key-invalid"));
        }
        var actor = exchange.actor();
        return Optional.of(new Idempotency(store.get(), new Key(actor.kind() + ":" + actor.id(), value)));
    }

    /** Claims the key; the answer that is known already, if there is one. */
    Optional<Answer> claim(HttpServletRequest request, Spool body) throws IOException {
        var claim = answers.claim(key, fingerprint(request, body));
        if (claim instanceof Kept kept) {
            return Optional.of(kept.answer());
        }
        if (claim instanceof Different) {
            throw Problem.of(ProblemKind.INVALID, Texts.of("idempotency-key-reused"));
        }
        if (claim instanceof Running) {
            throw Problem.conflict(Texts.of("idempotency-key-running")).retryAfter(Duration.ofSeconds(1));
        }
        assert claim instanceof Fresh;
        return Optional.empty();
    }

    /** Keeps the answer of a success; otherwise gives the key free. */
    void settle(SpooledAnswer answer) {
        var status = answer.getStatus();
        if (status < 200 || status >= 300 || answer.isPassing() || !answer.isSmall()) {
            answers.release(key);
            return;
        }
        var headers = new LinkedHashMap<String, String>();
        for (var name : KEPT_HEADERS) {
            var value = answer.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        answers.keep(key, new Answer(status, headers, answer.bytes()));
    }

    void release() {
        answers.release(key);
    }

    /** Uploads differ by their multipart boundary each time, so their body stays out. */
    private static String fingerprint(HttpServletRequest request, Spool body) throws IOException {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            var query = request.getQueryString() == null ? "" : request.getQueryString();
            hash.update((request.getRequestURI() + "?" + query + "\n").getBytes(StandardCharsets.UTF_8));
            if (body.isInMemory() && !isMultipart(request)) {
                hash.update(body.bytes());
            }
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private static boolean isMultipart(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.startsWith("multipart/");
    }
}
