package org.kithwork.archives.internal.rating;

import jakarta.servlet.Servlet;
import org.kithwork.archives.internal.RatingLinks;
import org.kithwork.permission.Public;
import org.kithwork.site.SitePage;
import org.kithwork.site.SiteServlet;
import org.kithwork.site.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** What a customer opens by his link: {@code /public/archives/rate/<word>}. */
@Public
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern(RatingLinks.HOME + "/*")
public final class RatingServlet extends SiteServlet {

    static final String SHEET = "rating.css";

    private static final long serialVersionUID = 1L;

    private final transient RatingSite site;

    @Activate
    public RatingServlet(@Reference RatingSite site) {
        super(RatingLinks.HOME, SHEET);
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
