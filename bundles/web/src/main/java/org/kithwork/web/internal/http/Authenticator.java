package org.kithwork.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.kithwork.core.SignIn;
import org.kithwork.core.SignIn.Caller;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.web.internal.Texts;

/** Recognises the caller by token or cookie. A request with a token has no cookie for us. */
final class Authenticator {

    private static final String SCHEME = "bearer ";

    private Authenticator() {}

    static void recognise(HttpServletRequest request, Exchange exchange, SignIn signIn) {
        var header = request.getHeader("Authorization");
        if (header != null) {
            exchange.signedIn(token(header, exchange, signIn), null);
            return;
        }
        var cookie = SessionCookie.read(request, exchange.transport());
        if (cookie != null) {
            session(cookie, exchange, signIn).ifPresent(caller -> exchange.signedIn(caller, cookie));
        }
    }

    /** A page listens for changes by itself, with nobody there: that keeps no session alive. */
    private static Optional<Caller> session(String cookie, Exchange exchange, SignIn signIn) {
        return exchange.target().isApi("/events") ? signIn.peek(cookie) : signIn.session(cookie);
    }

    private static Caller token(String header, Exchange exchange, SignIn signIn) {
        var value = header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? header.substring(SCHEME.length()).strip()
                : "";
        if (!value.startsWith("kw_")) {
            throw invalid();
        }
        return signIn.token(value, exchange.client()).orElseThrow(Authenticator::invalid);
    }

    private static Problem invalid() {
        return Problem.of(ProblemKind.UNAUTHENTICATED, Texts.of("credentials-invalid"));
    }
}
