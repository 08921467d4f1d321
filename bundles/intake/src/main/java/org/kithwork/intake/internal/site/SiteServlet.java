package org.kithwork.intake.internal.site;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kithwork.permission.Public;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Everything below {@code /public/intake}. */
@Public
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/public/intake/*")
public final class SiteServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 64 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final transient Site site;
    private final byte[] style;
    private final byte[] script;

    @Activate
    public SiteServlet(@Reference Site site) throws IOException {
        this.site = site;
        this.style = file("form.css");
        this.script = file("kiosk.js");
    }

    private static byte[] file(String name) throws IOException {
        try (var in = SiteServlet.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("A file of the pages is missing: " + name);
            }
            return in.readAllBytes();
        }
    }

    private static void send(HttpServletResponse response, String type, byte[] file) throws IOException {
        response.setContentType(type + "; charset=utf-8");
        response.setHeader("Cache-Control", "public, max-age=3600");
        response.getOutputStream().write(file);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = path(request);
        if (path.equals("/form.css")) {
            send(response, "text/css", style);
            return;
        }
        if (path.equals("/kiosk.js")) {
            send(response, "text/javascript", script);
            return;
        }
        var query = Visit.parse(request.getQueryString());
        if (query.isEmpty()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        answer(site.look(visit(request, query.get(), Map.of())), response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        var bytes = request.getInputStream().readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        var sent = Visit.parse(new String(bytes, StandardCharsets.US_ASCII));
        if (sent.isEmpty()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        answer(site.send(visit(request, Map.of(), sent.get())), response);
    }

    private static Visit visit(
            HttpServletRequest request, Map<String, List<String>> query, Map<String, List<String>> sent) {
        var said = Visit.first(sent, "lang");
        return new Visit(
                path(request),
                query,
                sent,
                request.getRemoteAddr(),
                Visit.language(said == null ? Visit.first(query, "lang") : said, request.getHeader("Accept-Language")));
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(Site.HOME.length());
    }

    private static void answer(Page page, HttpServletResponse response) throws IOException {
        response.setStatus(page.status());
        response.setHeader("Content-Security-Policy", page.policy());
        if (!page.sites().isEmpty()) {
            // The policy names who may frame it; this older header knows all or nobody.
            response.setHeader("X-Frame-Options", null);
            response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        }
        var location = page.location();
        if (location != null) {
            response.setHeader("Location", location);
            return;
        }
        var retryAfter = page.retryAfter();
        if (retryAfter != null) {
            response.setHeader("Retry-After", retryAfter.toString());
        }
        response.setContentType("text/html; charset=utf-8");
        response.getOutputStream().write(page.html().getBytes(StandardCharsets.UTF_8));
    }
}
