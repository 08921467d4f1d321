package org.kithwork.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.kithwork.core.SignIn;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.web.internal.CoreServices;
import org.kithwork.web.internal.Texts;

/** What is asked of every request before anybody works on it. Each step lets it pass or ends it. */
final class Screening {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final CoreServices core;
    private final Guards guards;
    private volatile boolean setUp;

    Screening(CoreServices core, Guards guards) {
        this.core = core;
        this.guards = guards;
    }

    /** The form of the request line. */
    static void form(HttpServletRequest request) {
        if (!METHODS.contains(request.getMethod())) {
            throw new Refusal(Failure.ofStatus(405));
        }
        var query = request.getQueryString();
        if (Target.isTooLong(request.getRequestURI(), query == null ? "" : query)) {
            throw new Refusal(Failure.ofStatus(414));
        }
        if (Target.isAmbiguous(request.getRequestURI())) {
            throw new Refusal(
                    Failure.of(400, "malformed", Message.of(Problem.class, "malformed", Texts.of("uri-ambiguous"))));
        }
    }

    /** Nothing but set-up, health and the console's files is open before there is an administrator. */
    SignIn ready(Exchange exchange) {
        var signIn = core.signIn();
        if (signIn.isEmpty() || !core.isComplete() || !guards.rest().isGuarded()) {
            throw new Refusal(Failure.starting());
        }
        if (!setUp && !exchange.target().isApi("/setup")) {
            if (signIn.get().setupRequired()) {
                throw new Refusal(Failure.of(503, "setup-required", Texts.of("setup-required")));
            }
            setUp = true;
        }
        return signIn.get();
    }

    /** Who calls; and that a browser's change comes from our own pages. */
    static void caller(HttpServletRequest request, Exchange exchange, SignIn signIn) {
        Authenticator.recognise(request, exchange, signIn);
        Csrf.check(request, exchange);
    }

    /** Deny by default: nobody gets what is served outside of the address space. */
    static void declared(Exchange exchange) {
        if (exchange.target().area() != Target.Area.ELSEWHERE) {
            return;
        }
        if (exchange.actor().kind() == Actor.Kind.PUBLIC) {
            throw Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated");
        }
        throw new Refusal(Failure.ofStatus(404));
    }
}
