package org.kithwork.web.internal.http;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;

/** The context of our own servlets. It ranks first, so that nobody's context at the same path stands before it. */
@Component(
        service = ServletContextHelper.class,
        property = {
            "osgi.http.whiteboard.context.name=" + OwnContext.NAME,
            "osgi.http.whiteboard.context.path=/",
            "service.ranking:Integer=2147483647"
        })
public final class OwnContext extends ServletContextHelper {

    public static final String NAME = "kithwork";
    public static final String SELECT = "(osgi.http.whiteboard.context.name=" + NAME + ")";

    @Activate
    public OwnContext() {}
}
