package org.kithwork.web.internal.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.Afterwork;
import org.kithwork.core.IdempotentAnswers.Answer;
import org.kithwork.problem.Problem;
import org.kithwork.web.internal.CoreServices;
import org.kithwork.web.internal.http.ModuleGate.Inside;
import org.kithwork.web.internal.http.ModuleGate.Refused;
import org.kithwork.web.internal.http.ModuleGate.Stay;

/**
 * The way of a request to the API: read the body, let it into its module, run it, look at what came of it, send the
 * answer. The module is left before the answer is sent.
 */
final class ApiCourse {

    private final CoreServices core;
    private final Answers answers;
    private final ModuleGate gate;
    private final Aftermath aftermath;
    private final int uploadLimit;

    ApiCourse(CoreServices core, Answers answers, Guards guards, int uploadLimit) {
        this.core = core;
        this.answers = answers;
        this.gate = guards.gate();
        this.aftermath = new Aftermath(core, guards);
        this.uploadLimit = uploadLimit;
    }

    void run(HttpServletRequest request, HttpServletResponse response, Exchange exchange, FilterChain chain)
            throws IOException, ServletException {
        requireOpen(exchange);
        var in = new Spool();
        var out = new Spool();
        try {
            var answer = new SpooledAnswer(response, out, () -> SecurityHeaders.put(response, exchange));
            var body = SpooledBody.read(request, in, uploadLimit, answer::pass);
            serve(body, in, answer, exchange, chain);
            if (!answer.isPassing()) {
                answer.send(exchange.method().equals("HEAD"), mayGzip(request, exchange));
            }
        } finally {
            Course.afterwards(request, () -> close(in, out));
        }
    }

    private void requireOpen(Exchange exchange) {
        var word = exchange.target().word();
        if (!word.isEmpty()) {
            gate.refusal(word).ifPresent(failure -> {
                throw new Refusal(failure);
            });
        }
    }

    private void serve(SpooledBody request, Spool body, SpooledAnswer answer, Exchange exchange, FilterChain chain)
            throws IOException, ServletException {
        var once = Idempotency.of(request, exchange, core.answers());
        if (once.isPresent()) {
            var known = once.get().claim(request, body);
            if (known.isPresent()) {
                repeat(known.get(), answer);
                return;
            }
        }
        try {
            inside(request, answer, exchange, chain);
        } catch (IOException | ServletException | RuntimeException e) {
            once.ifPresent(Idempotency::release);
            throw e;
        }
        once.ifPresent(claim -> claim.settle(answer));
    }

    private void inside(SpooledBody request, SpooledAnswer answer, Exchange exchange, FilterChain chain)
            throws IOException, ServletException {
        var stay = enter(exchange);
        try {
            var callers = core.callers().orElseThrow(() -> new Refusal(Failure.ofStatus(503)));
            Course.as(callers, exchange, () -> {
                chain.doFilter(request, answer);
                finish(request, answer);
            });
        } catch (Problem | Refusal e) {
            throw e;
        } catch (ServletException | RuntimeException e) {
            exchange.markDefect(Course.cause(e));
        } finally {
            if (stay != null) {
                Course.afterwards(request, stay::end);
            }
        }
        if (!answer.isPassing()) {
            correct(answer, exchange);
            withoutHost(request, answer);
        }
    }

    /** What the resource has left to be done outside the REST runtime. */
    private void finish(SpooledBody request, SpooledAnswer answer) throws IOException {
        if (request.getAttribute(Afterwork.PROPERTY) instanceof Afterwork afterwork && answer.getStatus() < 300) {
            request.removeAttribute(Afterwork.PROPERTY);
            var done = afterwork.finish();
            answer.discard();
            answers.write(done, answer);
        }
    }

    /** A location is a path: the name under which we were called is the caller's to choose. */
    private static void withoutHost(SpooledBody request, SpooledAnswer answer) {
        var location = answer.getHeader("Location");
        var base = request.getRequestURL();
        var origin = base.substring(0, base.length() - request.getRequestURI().length());
        if (location != null && location.startsWith(origin + "/")) {
            answer.setHeader("Location", location.substring(origin.length()));
        }
    }

    /** Replaces an answer that a leaving module broke, or that nobody gave. */
    private void correct(SpooledAnswer answer, Exchange exchange) throws IOException {
        var instead = aftermath.instead(exchange, answer.getStatus());
        if (instead.isEmpty()) {
            exchange.defect().ifPresent(cause -> Defects.log(exchange, cause));
            if (exchange.defect().isPresent()) {
                instead = Optional.of(Failure.internal());
            } else if (answer.errorStatus() != 0) {
                instead = Optional.of(Failure.ofStatus(answer.errorStatus()));
            } else if (answer.getStatus() >= 400 && answer.isEmpty()) {
                // The REST runtime refuses a header that it cannot read before anybody could say why.
                instead = Optional.of(Failure.ofStatus(answer.getStatus()));
            }
        }
        if (instead.isPresent()) {
            answer.discard();
            answers.write(instead.get(), exchange, answer);
        }
    }

    private @Nullable Stay enter(Exchange exchange) {
        var entry = gate.enter(exchange.target().word());
        if (entry instanceof Refused refused) {
            throw new Refusal(refused.failure());
        }
        return entry instanceof Inside inside ? inside.stay() : null;
    }

    private static void repeat(Answer known, SpooledAnswer answer) throws IOException {
        answer.setStatus(known.status());
        known.headers().forEach(answer::setHeader);
        answer.setHeader("Idempotent-Replayed", "true");
        answer.getOutputStream().write(known.body());
    }

    /** The session's answer holds a secret; compressing it beside chosen text would tell of it. */
    private static boolean mayGzip(HttpServletRequest request, Exchange exchange) {
        var accepted = request.getHeader("Accept-Encoding");
        return accepted != null
                && accepted.contains("gzip")
                && !exchange.target().isApi("/session", "/setup");
    }

    private static void close(Spool in, Spool out) {
        try (in;
                out) {
            // Closing is all.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
