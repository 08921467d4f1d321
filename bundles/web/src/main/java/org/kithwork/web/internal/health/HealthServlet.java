package org.kithwork.web.internal.health;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kithwork.core.Readiness;
import org.kithwork.web.internal.CoreServices;
import org.kithwork.web.internal.http.OwnContext;
import org.kithwork.web.internal.rest.Mapper;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /health/live}: the process answers. {@code /health/ready}: everything is there that requests need. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/health", "/health/*"})
@HttpWhiteboardContextSelect(OwnContext.SELECT)
public final class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final transient CoreServices core;
    private final transient Mapper mapper;

    @Reference
    private volatile List<Readiness> checks = List.of();

    @Activate
    public HealthServlet(@Reference CoreServices core, @Reference Mapper mapper) {
        this.core = core;
        this.mapper = mapper;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/health/live" -> answer(response, Map.of("status", UP), true);
            case "/health/ready" -> ready(response);
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void ready(HttpServletResponse response) throws IOException {
        var waiting = new TreeMap<String, String>();
        if (!core.isComplete()) {
            waiting.put("core", "starting");
        }
        for (var check : checks) {
            try {
                check.waitsFor().ifPresent(what -> waiting.put(check.name(), what));
            } catch (RuntimeException e) {
                waiting.put(check.name(), "unknown");
            }
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("status", waiting.isEmpty() ? UP : DOWN);
        body.put("waitingFor", waiting);
        answer(response, body, waiting.isEmpty());
    }

    private void answer(HttpServletResponse response, Object body, boolean good) throws IOException {
        if (!good) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader("Retry-After", "1");
        }
        response.setContentType("application/json");
        response.getOutputStream().write(mapper.current().writeValueAsBytes(body));
    }
}
