package org.kithwork.web.internal.health;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.web.internal.CoreServices;
import org.kithwork.web.internal.http.Exchange;
import org.kithwork.web.internal.http.OwnContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /metrics} as Prometheus text, for this machine itself and for those who may see the modules' state. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/metrics")
@HttpWhiteboardContextSelect(OwnContext.SELECT)
public final class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Permission RIGHT = Permission.of("core:module:view");

    private final transient RequestFigures figures;
    private final transient CoreServices core;

    @Activate
    public MetricsServlet(@Reference RequestFigures figures, @Reference CoreServices core) {
        this.figures = figures;
        this.core = core;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = Exchange.of(request);
        if (!exchange.isLocal()) {
            require(exchange.actor());
        }
        var out = new StringBuilder(4096);
        memory(out);
        figures.print(out);
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.getOutputStream().write(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void require(Actor actor) {
        if (actor.kind() == Actor.Kind.PUBLIC) {
            throw Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated");
        }
        if (!core.access().map(access -> access.permits(RIGHT)).orElse(false)) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", RIGHT.toString());
        }
    }

    private static void memory(StringBuilder out) {
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var threads = ManagementFactory.getThreadMXBean();
        var runtime = ManagementFactory.getRuntimeMXBean();
        gauge(out, "jvm_memory_heap_used_bytes", "Heap in use.", heap.getUsed());
        gauge(out, "jvm_memory_heap_max_bytes", "Largest heap.", heap.getMax());
        gauge(out, "jvm_threads_current", "Threads alive.", threads.getThreadCount());
        gauge(out, "process_uptime_seconds", "Seconds since the start.", runtime.getUptime() / 1000);
        long collections = 0;
        long millis = 0;
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += Math.max(0, collector.getCollectionCount());
            millis += Math.max(0, collector.getCollectionTime());
        }
        gauge(out, "jvm_gc_collections", "Collections since the start.", collections);
        gauge(out, "jvm_gc_milliseconds", "Time in collections since the start.", millis);
    }

    private static void gauge(StringBuilder out, String name, String help, long value) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(" gauge\n");
        out.append(name).append(' ').append(value).append('\n');
    }
}
