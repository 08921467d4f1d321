package org.kithwork.web.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.Public;
import org.kithwork.web.internal.CoreServices;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Servlets, static resources and contexts that a bundle registers by itself. A module may serve {@code /public/<its word>} with a
 * class that carries {@link Public}; whatever else it serves is refused and noted.
 */
@Component(service = ForeignServlets.class)
public class ForeignServlets implements ServiceTrackerCustomizer<Object, List<String>> {

    private static final Set<String> OURS = Set.of("org.kithwork.web", "org.eclipse.osgitech.rest.servlet.whiteboard");
    private static final String SERVED = "(|(" + HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=*)("
            + HttpWhiteboardConstants.HTTP_WHITEBOARD_RESOURCE_PATTERN + "=*)("
            + HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME + "=*))";

    private final CoreServices core;
    private final Undeclared undeclared;
    private final Map<ServiceReference<Object>, List<String>> patterns = new ConcurrentHashMap<>();
    private final Map<ServiceReference<Object>, String> contexts = new ConcurrentHashMap<>();
    private final @Nullable BundleContext context;
    private final @Nullable ServiceTracker<Object, List<String>> tracker;

    @Activate
    public ForeignServlets(BundleContext context, @Reference CoreServices core, @Reference Undeclared undeclared) {
        this.core = core;
        this.undeclared = undeclared;
        this.context = context;
        try {
            this.tracker = new ServiceTracker<>(context, FrameworkUtil.createFilter(SERVED), this);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        this.tracker.open();
    }

    /** Outside OSGi, where nobody registers anything. */
    ForeignServlets(CoreServices core, Undeclared undeclared) {
        this.core = core;
        this.undeclared = undeclared;
        this.context = null;
        this.tracker = null;
    }

    @Deactivate
    void stop() {
        if (tracker != null) {
            tracker.close();
        }
    }

    @Override
    public @Nullable List<String> addingService(ServiceReference<Object> reference) {
        var bundle = reference.getBundle();
        if (bundle == null || OURS.contains(bundle.getSymbolicName())) {
            return null;
        }
        var word = wordOf(bundle);
        if (reference.getProperty(HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME) instanceof String name) {
            contexts.put(reference, name);
            undeclared.note(word, "context " + name);
        }
        var refused = new ArrayList<String>();
        for (var key : List.of(
                HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN,
                HttpWhiteboardConstants.HTTP_WHITEBOARD_RESOURCE_PATTERN)) {
            for (var pattern : texts(reference.getProperty(key))) {
                if (!isAllowed(reference, pattern, word)) {
                    refused.add(pattern);
                    undeclared.note(word, pattern);
                }
            }
        }
        patterns.put(reference, refused);
        return refused;
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, List<String> refused) {
        patterns.remove(reference);
        addingService(reference);
    }

    @Override
    public void removedService(ServiceReference<Object> reference, List<String> refused) {
        patterns.remove(reference);
        contexts.remove(reference);
        var bundle = reference.getBundle();
        if (bundle != null) {
            undeclared.forget(wordOf(bundle));
        }
    }

    /** Whether somebody serves this path who may not; in a context of its own nobody may. */
    boolean isRefused(@Nullable String context, String path) {
        return (context != null && contexts.containsValue(context))
                || patterns.values().stream().flatMap(List::stream).anyMatch(pattern -> matches(pattern, path));
    }

    private boolean isAllowed(ServiceReference<Object> reference, String pattern, String word) {
        var home = "/public/" + word;
        if (!pattern.equals(home) && !pattern.startsWith(home + "/")) {
            return false;
        }
        var select = reference.getProperty(HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT);
        if (select != null || context == null) {
            return false;
        }
        var service = context.getService(reference);
        try {
            return service != null && service.getClass().isAnnotationPresent(Public.class);
        } finally {
            context.ungetService(reference);
        }
    }

    /** Patterns over everything ({@code /}, {@code /*}, {@code *.x}) lose against ours and need no answer here. */
    static boolean matches(String pattern, String path) {
        if (pattern.length() > 2 && pattern.endsWith("/*")) {
            var prefix = pattern.substring(0, pattern.length() - 2);
            return path.equals(prefix) || path.startsWith(prefix + "/");
        }
        return pattern.length() > 1 && path.equals(pattern);
    }

    private String wordOf(Bundle bundle) {
        var name = bundle.getSymbolicName() == null ? "" : bundle.getSymbolicName();
        return core.moduleOf(bundle.getBundleId()).orElse(name.substring(name.lastIndexOf('.') + 1));
    }

    private static List<String> texts(@Nullable Object property) {
        if (property instanceof String text) {
            return List.of(text);
        }
        return property instanceof String[] several ? List.of(several) : List.of();
    }
}
