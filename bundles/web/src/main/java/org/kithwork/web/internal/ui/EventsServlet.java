package org.kithwork.web.internal.ui;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.kithwork.core.SignIn.Caller;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.web.internal.CoreServices;
import org.kithwork.web.internal.http.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/v1/events}: hints, as server-sent events, that something changed. Beside REST, since it never ends. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/events")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=ContextForRestWhiteboard.*)")
@HttpWhiteboardServletAsyncSupported
public final class EventsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MAX_OF_SESSION = 8;
    private static final Permission CUSTOMERS = Permission.of("core:customer:view");

    private final transient Streams streams;
    private final transient CoreServices core;
    private final transient Clock clock = Clock.systemUTC();

    @Activate
    public EventsServlet(@Reference Streams streams, @Reference CoreServices core) {
        this.streams = streams;
        this.core = core;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = Exchange.of(request);
        var caller = exchange.caller().orElseThrow(() -> Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated"));
        var session = exchange.cookie()
                .orElse(caller.actor().kind() + ":" + caller.actor().id());
        streams.makeRoom(session, MAX_OF_SESSION);
        var topics = topics();
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        var context = request.startAsync();
        context.setTimeout(0);
        var stream = new EventStream(context, topics, alive(exchange, caller), streams::remove);
        streams.add(stream, session);
        context.getResponse().getOutputStream().setWriteListener(stream);
        stream.beat();
    }

    private Set<String> topics() {
        var topics = new HashSet<>(Streams.TOPICS);
        if (!core.access().map(access -> access.permits(CUSTOMERS)).orElse(false)) {
            topics.remove("customer");
        }
        return topics;
    }

    /** A listening page keeps no session alive, and hears nothing once the session ended. */
    private BooleanSupplier alive(Exchange exchange, Caller caller) {
        var cookie = exchange.cookie();
        if (cookie.isEmpty()) {
            return () -> clock.instant().isBefore(caller.expiresAt());
        }
        return () -> core.signIn().flatMap(signIn -> signIn.peek(cookie.get())).isPresent();
    }
}
