package org.kithwork.web.internal.http;

import jakarta.servlet.http.HttpServletResponse;
import org.kithwork.web.internal.http.Exchange.Transport;

/** The headers that stand on every answer. */
final class SecurityHeaders {

    private static final String CONSOLE = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; "
            + "trusted-types lit-html kithwork default";
    private static final String NOTHING =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";
    private static final String PERMISSIONS = "accelerometer=(), camera=(), display-capture=(), geolocation=(), "
            + "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    private SecurityHeaders() {}

    static void put(HttpServletResponse response, Exchange exchange) {
        response.setHeader("X-Request-Id", exchange.id());
        response.setHeader("Content-Security-Policy", policy(exchange.target().area()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", PERMISSIONS);
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cache-Control", "no-store");
        if (exchange.transport() == Transport.SECURE) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private static String policy(Target.Area area) {
        return switch (area) {
            case CONSOLE, FILES, PUBLIC -> CONSOLE;
            case API, HEALTH, METRICS, ELSEWHERE -> NOTHING;
        };
    }
}
