package org.kithwork.web.internal.ui;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.kithwork.web.internal.http.OwnContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The files of modules' pages. Their address holds the hash of their content, so a browser keeps them for ever. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/m/*")
@HttpWhiteboardContextSelect(OwnContext.SELECT)
public final class ModuleFilesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Pattern PATH = Pattern.compile("/m/([a-z0-9-]+)/([0-9a-f]+)/(.+)");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final transient UiModules modules;

    @Activate
    public ModuleFilesServlet(@Reference UiModules modules) {
        this.modules = modules;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = PATH.matcher(request.getRequestURI());
        if (path.matches()) {
            var file = modules.find(path.group(1))
                    .filter(module -> module.files().hash().equals(path.group(2)))
                    .flatMap(module -> module.files().file(path.group(3)));
            if (file.isPresent()) {
                file.get().send(request, response, FOR_EVER);
                return;
            }
        }
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
