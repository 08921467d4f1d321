package org.kithwork.web.internal.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.web.internal.CoreServices;
import org.kithwork.web.internal.health.RequestFigures;
import org.kithwork.web.internal.http.ModuleGate.Inside;
import org.kithwork.web.internal.http.ModuleGate.Refused;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;
import org.slf4j.MDC;

/**
 * The one filter, before everything that anybody serves. A request gets an id, its headers and its limits; it is
 * screened, its caller recognised, and it runs as that caller; a failure becomes a problem.
 */
@Component(service = Filter.class, property = "service.ranking:Integer=2147483647")
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=*)")
@HttpWhiteboardFilterAsyncSupported
@Designate(ocd = WebSettings.class)
public final class Gatekeeper implements Filter {

    private static final int TOO_SLOW = 408;

    private final CoreServices core;
    private final Answers answers;
    private final RequestFigures figures;
    private final ModuleGate gate;
    private final Screening screening;
    private final Aftermath aftermath;
    private final ApiCourse api;
    private final Origins origins;

    @Activate
    public Gatekeeper(
            @Reference CoreServices core,
            @Reference Answers answers,
            @Reference Guards guards,
            @Reference RequestFigures figures,
            WebSettings settings) {
        this.core = core;
        this.answers = answers;
        this.figures = figures;
        this.gate = guards.gate();
        this.screening = new Screening(core, guards);
        this.aftermath = new Aftermath(core, guards);
        this.api = new ApiCourse(core, answers, guards, settings.upload_limit_mib());
        this.origins = new Origins(Set.of(settings.trusted_proxies()));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        guard((HttpServletRequest) request, (HttpServletResponse) response, chain);
    }

    private void guard(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException {
        var start = System.nanoTime();
        var exchange = new Exchange(
                request.getMethod(),
                Target.of(request.getRequestURI()),
                Languages.of(request.getHeader("Accept-Language")),
                origins.client(request),
                origins.transport(request),
                Origins.isLocal(request));
        exchange.attachTo(request);
        SecurityHeaders.put(response, exchange);
        MDC.put("requestId", exchange.id());
        try {
            Screening.form(request);
            switch (exchange.target().area()) {
                case CONSOLE, HEALTH -> openly(request, response, exchange, chain);
                case FILES, PUBLIC -> publicly(request, response, exchange, chain);
                case API, METRICS, ELSEWHERE -> known(request, response, exchange, chain);
            }
        } catch (Problem problem) {
            fail(Failure.of(problem), exchange, request, response);
        } catch (Refusal refusal) {
            fail(refusal.failure(), exchange, request, response);
        } catch (ServletException | RuntimeException e) {
            Defects.log(exchange, Course.cause(e));
            fail(Failure.internal(), exchange, request, response);
        } finally {
            MDC.remove("requestId");
            figures.note(response.getStatus(), System.nanoTime() - start);
        }
    }

    /** Files and health: for everybody, with no caller. */
    private void openly(HttpServletRequest request, HttpServletResponse response, Exchange exchange, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new GuardedAnswer(response, answers, exchange));
    }

    /** Modules' files and public pages: nobody is signed in there, whatever cookie comes along. */
    private void publicly(
            HttpServletRequest request, HttpServletResponse response, Exchange exchange, FilterChain chain)
            throws IOException, ServletException {
        screening.ready(exchange);
        var in = new Spool();
        try {
            inPublic(PublicRequest.read(request, in, exchange), response, exchange, chain);
        } finally {
            Course.afterwards(request, () -> close(in));
        }
    }

    private void inPublic(
            HttpServletRequest request, HttpServletResponse response, Exchange exchange, FilterChain chain)
            throws IOException, ServletException {
        var entry = gate.enter(exchange.target().word());
        if (entry instanceof Refused refused) {
            throw new Refusal(refused.failure());
        }
        var guarded = new GuardedAnswer(response, answers, exchange);
        try {
            var callers = core.callers().orElseThrow(() -> new Refusal(Failure.ofStatus(503)));
            Course.as(callers, Actor.PUBLIC, () -> chain.doFilter(request, guarded));
        } catch (Problem | Refusal e) {
            throw e;
        } catch (ServletException | RuntimeException e) {
            exchange.markDefect(Course.cause(e));
            var left = aftermath.instead(exchange, 500);
            if (left.isEmpty()) {
                throw e;
            }
            throw new Refusal(left.get());
        } finally {
            if (entry instanceof Inside inside) {
                Course.afterwards(request, inside.stay()::end);
            }
        }
    }

    private static void close(Spool spool) {
        try {
            spool.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API: for whoever is recognised, as that caller. */
    private void known(HttpServletRequest request, HttpServletResponse response, Exchange exchange, FilterChain chain)
            throws IOException, ServletException {
        var signIn = screening.ready(exchange);
        Screening.caller(request, exchange, signIn);
        Screening.declared(exchange);
        api.run(request, response, exchange, chain);
    }

    private void fail(Failure failure, Exchange exchange, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        if (!isReadToItsEnd(failure, request)) {
            response.setHeader("Connection", "close");
        }
        answers.write(failure, exchange, response);
    }

    /** A caller that is still sending would lose the answer with the connection, so what it sends is read to its end. */
    private static boolean isReadToItsEnd(Failure failure, HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
            return true;
        }
        return failure.status() != TOO_SLOW
                && BodyRate.of(request.getInputStream()).skip();
    }
}
