package org.kithwork.site;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Serves the public pages of a module below one home: reads what is asked and sent, within limits, and answers with the page
 * and its policy. It serves the style sheet of all public pages and the files of the module that its constructor names. A
 * module extends it by a component that carries {@link org.kithwork.permission.Public} and the pattern of its home; whoever
 * calls has no right.
 */
public abstract class SiteServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 64 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final String home;
    private final transient Map<String, byte[]> files = new HashMap<>();

    /**
     * @param home as in {@link Frame}
     * @param files style sheets and scripts of the module, which lie beside the class
     */
    protected SiteServlet(String home, String... files) {
        this.home = home;
        this.files.put(Frame.SHEET, read(SiteServlet.class, "site.css"));
        for (var file : files) {
            this.files.put("/" + file, read(getClass(), file));
        }
    }

    private static byte[] read(Class<?> owner, String name) {
        try (var in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("A file of the pages is missing: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page at an address; a look changes nothing, since whatever scans mails follows links. */
    protected abstract SitePage look(Visit visit);

    /** What follows when a form is sent there. */
    protected abstract SitePage send(Visit visit);

    @Override
    protected final void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = path(request);
        var file = files.get(path);
        if (file != null) {
            send(response, path.endsWith(".css") ? "text/css" : "text/javascript", file);
            return;
        }
        var query = Visit.parse(request.getQueryString());
        if (query.isEmpty()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        answer(look(visit(request, query.get(), Map.of())), response);
    }

    private static void send(HttpServletResponse response, String type, byte[] file) throws IOException {
        response.setContentType(type + "; charset=utf-8");
        response.setHeader("Cache-Control", "public, max-age=3600");
        response.getOutputStream().write(file);
    }

    @Override
    protected final void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
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
        answer(send(visit(request, Map.of(), sent.get())), response);
    }

    private Visit visit(HttpServletRequest request, Map<String, List<String>> query, Map<String, List<String>> sent) {
        var said = Visit.first(sent, "lang");
        return new Visit(
                path(request),
                query,
                sent,
                request.getRemoteAddr(),
                Visit.language(said == null ? Visit.first(query, "lang") : said, request.getHeader("Accept-Language")));
    }

    private String path(HttpServletRequest request) {
        return request.getRequestURI().substring(home.length());
    }

    private static void answer(SitePage page, HttpServletResponse response) throws IOException {
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
