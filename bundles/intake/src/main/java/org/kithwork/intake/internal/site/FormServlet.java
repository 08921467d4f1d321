package org.kithwork.intake.internal.site;

import jakarta.servlet.Servlet;
import org.kithwork.permission.Public;
import org.kithwork.site.SitePage;
import org.kithwork.site.SiteServlet;
import org.kithwork.site.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Everything below {@code /public/intake}. */
@Public
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern(Site.HOME + "/*")
public final class FormServlet extends SiteServlet {

    static final String SHEET = "kiosk.css";
    static final String SCRIPT = "kiosk.js";

    private static final long serialVersionUID = 1L;

    private final transient Site site;

    @Activate
    public FormServlet(@Reference Site site) {
        super(Site.HOME, SHEET, SCRIPT);
        this.site = site;
    }

    @Override
    protected SitePage look(Visit visit) {
        return site.look(visit);
    }

    @Override
    protected SitePage send(Visit visit) {
        return site.send(visit);
    }
}
