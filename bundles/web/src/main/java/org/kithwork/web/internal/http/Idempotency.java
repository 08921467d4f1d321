package org.kithwork.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
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
import org.kithwork.core.IdempotentAnswers.Unanswered;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.web.internal.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@code POST} with an {@code Idempotency-Key} has its effect once. Answers of success are kept; after a failure
 * nothing was changed, and the key is free again.
 */
final class Idempotency {

    private static final Logger LOGGER = LoggerFactory.getLogger(Idempotency.class);
    private static final String HEADER = "Idempotency-Key";
    /** What is answered there is a secret that is shown once, or it needs no caller. */
    private static final String[] NEVER = {
        "/session",
        "/session/step-up",
        "/setup",
        "/tokens",
        "/links",
        "/password",
        "/second-factor",
        "/second-factor/confirmation",
        "/second-factor/recovery-codes"
    };

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
                || !exchange.method().equals("POST")
                || exchange.caller().isEmpty()
                || exchange.target().isApi(NEVER)) {
            return Optional.empty();
        }
        if (value.isEmpty() || value.length() > 255 || !value.chars().allMatch(c -> c > 32 && c < 127)) {
            throw Problem.of(ProblemKind.MALFORMED, Texts.of("idempotency-key-invalid"));
        }
        var actor = exchange.actor();
        var answers = store.orElseThrow(() -> Problem.of(ProblemKind.UNAVAILABLE, "busy"));
        return Optional.of(new Idempotency(answers, new Key(actor.kind() + ":" + actor.id(), value)));
    }

    /** Claims the key; the answer that is known already, if there is one. */
    Optional<Answer> claim(HttpServletRequest request, Spool body) throws IOException {
        var claim = answers.claim(key, Fingerprint.of(request, body));
        if (claim instanceof Kept kept) {
            return Optional.of(kept.answer());
        }
        if (claim instanceof Different) {
            throw Problem.of(ProblemKind.INVALID, Texts.of("idempotency-key-reused"));
        }
        if (claim instanceof Running) {
            throw Problem.conflict(Texts.of("idempotency-key-running")).retryAfter(Duration.ofSeconds(1));
        }
        if (claim instanceof Unanswered) {
            throw Problem.conflict(Texts.of("idempotency-answer-lost"));
        }
        assert claim instanceof Fresh;
        return Optional.empty();
    }

    /** Keeps the answer of a success; otherwise gives the key free. The answer itself goes out in any case. */
    void settle(SpooledAnswer answer) {
        try {
            var status = answer.getStatus();
            if (status < 200 || status >= 300 || answer.isPassing() || !answer.isSmall()) {
                answers.release(key);
            } else {
                keep(answer);
            }
        } catch (RuntimeException e) {
            LOGGER.warn("An answer could not be kept; a request that repeats it will be told that it is lost", e);
        }
    }

    private void keep(SpooledAnswer answer) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : KEPT_HEADERS) {
            var value = answer.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        answers.keep(key, new Answer(answer.getStatus(), headers, answer.bytes()));
    }

    void release() {
        answers.release(key);
    }
}
