package org.kithwork.web.internal.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.web.internal.Texts;

/** A failure as it goes over the wire, by RFC 9457. */
public record Failure(
        int status,
        String code,
        Message detail,
        List<Fault> faults,
        Map<String, Object> members,
        @Nullable Duration retryAfter) {

    private static final String TYPE = "https://kithwork.org/problems/";

    public Failure {
        faults = List.copyOf(faults);
        members = Map.copyOf(members);
    }

    public static Failure of(Problem problem) {
        return new Failure(
                problem.kind().status(),
                problem.code(),
                problem.message(),
                problem.faults(),
                problem.members(),
                problem.retryAfter().orElse(null));
    }

    /** A failure of the runtime itself, which no module can cause. */
    public static Failure of(int status, String code, Message detail) {
        return new Failure(status, code, detail, List.of(), Map.of(), null);
    }

    /** A status that the container or the REST runtime gave. */
    public static Failure ofStatus(int status) {
        return switch (status) {
            case 400 -> of(400, "malformed", Texts.of("title-400"));
            case 401 -> of(401, "unauthenticated", Message.of(Problem.class, "unauthenticated"));
            case 403 -> of(403, "forbidden", Texts.of("title-403"));
            case 404 -> of(404, "not-found", Texts.of("no-such-address"));
            case 405 -> of(405, "method-not-allowed", Texts.of("method-not-allowed"));
            case 406 -> of(406, "not-acceptable", Texts.of("not-acceptable"));
            case 408 -> of(408, "too-slow", Texts.of("too-slow"));
            case 413 -> of(413, "too-large", Message.of(Problem.class, "too-large", "1 MiB"));
            case 414 -> of(414, "uri-too-long", Texts.of("uri-too-long"));
            case 415 -> of(415, "unsupported-media", Message.of(Problem.class, "unsupported-media"));
            case 429 ->
                of(429, "too-many-requests", Message.of(Problem.class, "too-many-requests"))
                        .retryAfter(Duration.ofSeconds(1));
            case 503 -> of(503, "busy", Message.of(Problem.class, "busy")).retryAfter(Duration.ofSeconds(2));
            case 507 -> of(507, "storage-full", Message.of(Problem.class, "storage-full"));
            default -> status >= 500 ? internal() : of(status, "malformed", Texts.of("title-400"));
        };
    }

    public static Failure internal() {
        return of(500, "internal", Texts.of("internal"));
    }

    /** The platform is on its way up. */
    static Failure starting() {
        return of(503, "busy", Texts.of("starting")).retryAfter(Duration.ofSeconds(2));
    }

    /** A module that is known but does not run. */
    public static Failure notRunning(String module, Duration wait) {
        return of(503, "module-not-running", Message.of(Problem.class, "module-not-running", module))
                .retryAfter(wait);
    }

    /** A module that is not installed, or not any more. */
    public static Failure notInstalled(String module) {
        return of(404, "module-not-installed", Message.of(Problem.class, "module-not-installed", module));
    }

    public Failure retryAfter(Duration wait) {
        return new Failure(status, code, detail, faults, members, wait);
    }

    /** The body, in the language of the caller. */
    Map<String, Object> body(Exchange exchange) {
        return body(exchange.locale(), exchange.id());
    }

    Map<String, Object> body(Locale locale, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", TYPE + code);
        body.put("title", Texts.of("title-" + status).text(locale));
        body.put("status", status);
        body.put("detail", detail.text(locale));
        body.put("requestId", requestId);
        if (!faults.isEmpty()) {
            var errors = new ArrayList<Map<String, Object>>(faults.size());
            for (var fault : faults) {
                var error = new LinkedHashMap<String, Object>();
                error.put("pointer", fault.pointer());
                error.put("code", fault.message().code());
                error.put("message", fault.message().text(locale));
                errors.add(error);
            }
            body.put("errors", errors);
        }
        members.forEach(body::putIfAbsent);
        return body;
    }
}
