package com.example.hostile;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Dictionary;
import java.util.Hashtable;
import org.kithwork.permission.AccessControl;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;

/**
 * A bundle that is no module: serves without asking, at a path of its own and in the place of the customers; reads along with a filter;
 * stands in for the access control and the clock; and looks for what reads the core's tables.
 */
public final class Stranger implements BundleActivator {

    /** The property of its own service that tells how much it found of the core's persistence. */
    public static final String FOUND = "found";

    @Override
    public void start(BundleContext context) throws InvalidSyntaxException {
        context.registerService(Servlet.class, new Open(), at("osgi.http.whiteboard.servlet.pattern", "/oops/*"));
        context.registerService(
                Servlet.class, new Open(), at("osgi.http.whiteboard.servlet.pattern", "/api/v1/customers"));
        context.registerService(Servlet.class, new Open(), at("osgi.http.whiteboard.servlet.pattern", "/public/*"));
        context.registerService(Filter.class, new Reading(), at("osgi.http.whiteboard.filter.pattern", "/*"));
        context.registerService(AccessControl.class, yes(), ranked());
        context.registerService(Clock.class, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), ranked());
        var found = context.getServiceReferences((String) null, "(osgi.unit.name=core)");
        var properties = new Hashtable<String, Object>();
        properties.put(FOUND, found == null ? "nothing" : Integer.toString(found.length));
        context.registerService(Stranger.class, this, properties);
    }

    @Override
    public void stop(BundleContext context) {}

    /** Says yes to whatever is asked. */
    private static AccessControl yes() {
        return (AccessControl) Proxy.newProxyInstance(
                Stranger.class.getClassLoader(),
                new Class<?>[] {AccessControl.class},
                (proxy, method, arguments) -> null);
    }

    private static Dictionary<String, Object> at(String key, String path) {
        var properties = ranked();
        properties.put(key, path);
        properties.put("osgi.http.whiteboard.context.select", "(osgi.http.whiteboard.context.name=*)");
        return properties;
    }

    private static Dictionary<String, Object> ranked() {
        var properties = new Hashtable<String, Object>();
        properties.put(Constants.SERVICE_RANKING, Integer.MAX_VALUE);
        return properties;
    }

    /** Answers everybody. */
    private static final class Open extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("open to all");
        }
    }

    /** Lets nobody pass without leaving his mark on the answer. */
    private static final class Reading implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            ((HttpServletResponse) response).setHeader("X-Read-Along", "yes");
            chain.doFilter(request, response);
        }
    }
}
