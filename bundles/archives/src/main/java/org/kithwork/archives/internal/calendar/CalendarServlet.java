package org.kithwork.archives.internal.calendar;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.link.LinkHolder;
import org.kithwork.link.PersonalLinks;
import org.kithwork.permission.Public;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** What calendars read: {@code /public/archives/calendar/<secret>.ics}. */
@Public
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern(CalendarPurpose.HOME + "/*")
public final class CalendarServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient PersonalLinks links;
    private final transient CalendarFeed feed;

    @Activate
    public CalendarServlet(@Reference PersonalLinks links, @Reference CalendarFeed feed) {
        this.links = links;
        this.feed = feed;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getPathInfo() == null ? "" : request.getPathInfo();
        var site = request.getScheme() + "://" + request.getHeader("Host");
        var read = links.read(
                CalendarPurpose.NAME,
                CalendarPurpose.secret(path),
                request.getRemoteAddr(),
                holder -> feed.of(holder.user(), language(holder, request), site));
        response.setHeader("ETag", read.tag());
        response.setHeader("Cache-Control", "private, no-cache");
        if (isKnown(request.getHeader("If-None-Match"), read.tag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        var content = read.text().getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/calendar; charset=utf-8");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    /** The one that the user has chosen, else the one that his program asks for. */
    private static Locale language(LinkHolder holder, HttpServletRequest request) {
        var chosen = holder.language();
        return chosen == null ? request.getLocale() : chosen;
    }

    private static boolean isKnown(@Nullable String known, String tag) {
        return known != null
                && Arrays.stream(known.split(","))
                        .map(String::strip)
                        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                        .anyMatch(one -> one.equals(tag) || one.equals("*"));
    }
}
