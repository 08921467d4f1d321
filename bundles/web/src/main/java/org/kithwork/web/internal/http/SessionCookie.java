package org.kithwork.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.web.internal.Texts;
import org.kithwork.web.internal.http.Exchange.Transport;

/**
 * The cookie of a session: {@code __Host-kw}, Secure, over TLS; {@code kw} on this machine itself, where browsers take
 * no Secure cookie; none over a network without TLS.
 */
public final class SessionCookie {

    private static final String SECURE_NAME = "__Host-kw";
    private static final String LOCAL_NAME = "kw";

    private SessionCookie() {}

    /** The header {@code Set-Cookie} that starts a session. */
    public static String start(Exchange exchange, String value) {
        return name(exchange) + "=" + value + attributes(exchange);
    }

    /** The header {@code Set-Cookie} that ends it. */
    public static String end(Exchange exchange) {
        return name(exchange) + "=; Max-Age=0" + attributes(exchange);
    }

    /** Refuses to sign anybody in where the cookie would travel in clear. */
    public static void requireProtected(Exchange exchange) {
        if (exchange.transport() == Transport.PLAIN) {
            throw Problem.of(ProblemKind.FORBIDDEN, Texts.of("tls-required"));
        }
    }

    static @Nullable String read(HttpServletRequest request, Transport transport) {
        if (request.getCookies() == null || transport == Transport.PLAIN) {
            return null;
        }
        var name = transport == Transport.SECURE ? SECURE_NAME : LOCAL_NAME;
        for (var cookie : request.getCookies()) {
            if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
                return cookie.getValue();
            }
        }
        return null;
    }

    private static String name(Exchange exchange) {
        return exchange.transport() == Transport.SECURE ? SECURE_NAME : LOCAL_NAME;
    }

    private static String attributes(Exchange exchange) {
        return "; Path=/; HttpOnly; SameSite=Strict" + (exchange.transport() == Transport.SECURE ? "; Secure" : "");
    }
}
