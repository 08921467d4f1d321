package org.kithwork.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.web.internal.Texts;

/** A change by cookie must come from our own pages and carry the session's token. */
final class Csrf {

    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private Csrf() {}

    static void check(HttpServletRequest request, Exchange exchange) {
        if (SAFE.contains(exchange.method())) {
            return;
        }
        if (exchange.method().equals("POST") && isSignIn(exchange.target())) {
            require(!isForeign(request, exchange));
            return;
        }
        var caller = exchange.caller();
        if (caller.isEmpty() || exchange.cookie().isEmpty()) {
            return;
        }
        require(comesFromHere(request, exchange));
        require(same(request.getHeader("X-CSRF-Token"), caller.get().csrfToken()));
    }

    /** Signing in needs no token of the session that may still be open; it must not be made from elsewhere either. */
    private static boolean isSignIn(Target target) {
        return target.isApi("/session", "/setup", "/password");
    }

    private static boolean comesFromHere(HttpServletRequest request, Exchange exchange) {
        return !isForeign(request, exchange)
                && (request.getHeader("Sec-Fetch-Site") != null || request.getHeader("Origin") != null);
    }

    private static boolean isForeign(HttpServletRequest request, Exchange exchange) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return true;
        }
        var origin = request.getHeader("Origin");
        return origin != null && !origin.equals(ours(request, exchange));
    }

    private static String ours(HttpServletRequest request, Exchange exchange) {
        var scheme = exchange.transport() == Exchange.Transport.SECURE ? "https" : "http";
        return scheme + "://" + request.getHeader("Host");
    }

    private static boolean same(@Nullable String given, @Nullable String expected) {
        return given != null
                && expected != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw Problem.of(ProblemKind.FORBIDDEN, Texts.of("csrf-invalid"));
        }
    }
}
