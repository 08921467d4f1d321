package org.kithwork.intake.internal.site;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.kithwork.intake.internal.feed.Hooks;
import org.kithwork.permission.Public;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Where other systems send their messages: {@code /public/intake/hooks/<feed>}. The answer has a status and nothing else. */
@Public
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/public/intake/hooks/*")
public final class HookServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Pattern PATH = Pattern.compile("/([a-z0-9][a-z0-9-]{1,39})");
    private static final List<String> HEADERS = List.of("webhook-id", "webhook-timestamp", "webhook-signature");
    private static final int RETRY_SECONDS = 60;

    private final transient Hooks hooks;

    @Activate
    public HookServlet(@Reference Hooks hooks) {
        this.hooks = hooks;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getPathInfo() == null ? "" : request.getPathInfo();
        var slug = PATH.matcher(path);
        if (!slug.matches()) {
            response.setStatus(Hooks.Answer.NONE.status());
            return;
        }
        var body = request.getInputStream().readNBytes(Hooks.LONGEST + 1);
        if (body.length > Hooks.LONGEST) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        var answer = hooks.receive(slug.group(1), request.getRemoteAddr(), headers(request), body);
        if (answer == Hooks.Answer.TOO_MANY) {
            response.setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
        }
        response.setStatus(answer.status());
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        var headers = new HashMap<String, String>();
        for (var name : HEADERS) {
            var value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
