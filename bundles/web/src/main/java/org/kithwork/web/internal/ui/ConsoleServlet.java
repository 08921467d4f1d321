package org.kithwork.web.internal.ui;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kithwork.web.internal.http.OwnContext;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The console: one page for every address below {@code /ui}, and the files of its kit below {@code /ui/1}. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/ui", "/ui/*"})
@HttpWhiteboardContextSelect(OwnContext.SELECT)
public final class ConsoleServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String KIT = "/ui/1/";

    /** The addresses of the kit stay the same over releases, so a browser asks each time whether it has changed. */
    private static final String ASK = "no-cache";

    private final transient FileSet files;

    @Activate
    public ConsoleServlet(BundleContext context) throws IOException {
        this(new FileSet(FileSet.read(context.getBundle(), "ui")));
    }

    ConsoleServlet(FileSet files) {
        this.files = files;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getRequestURI();
        if (path.equals("/ui")) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", "/ui/");
            return;
        }
        var file = path.startsWith(KIT) ? path.substring("/ui/".length()) : path.startsWith("/ui/") ? "index.html" : "";
        var found = files.file(file);
        if (found.isPresent()) {
            found.get().send(request, response, ASK);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
