package org.kithwork.web.internal.http;

import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.web.internal.CoreServices;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** The REST resources that are registered now, and when those of a word last went away. */
@Component(service = Resources.class)
public class Resources implements ServiceTrackerCustomizer<Object, Resources.Root> {

    private static final Duration JUST_NOW = Duration.ofSeconds(15);

    /**
     * A registered resource.
     *
     * @param word the first part of its path
     * @param module the word of its module, {@code null} for those of core and web
     */
    public record Root(
            Object resource, String word, @Nullable String module, long bundle) {}

    private final CoreServices core;
    private final Clock clock = Clock.systemUTC();
    private final Map<Object, Root> roots = new ConcurrentHashMap<>();
    private final Map<String, Instant> departures = new ConcurrentHashMap<>();
    private final @Nullable BundleContext context;
    private final @Nullable ServiceTracker<Object, Root> tracker;

    @Activate
    public Resources(BundleContext context, @Reference CoreServices core) {
        this.core = core;
        this.context = context;
        try {
            this.tracker =
                    new ServiceTracker<>(context, FrameworkUtil.createFilter("(osgi.jakartars.resource=true)"), this);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        this.tracker.open();
    }

    /** Outside OSGi, where nothing is registered. */
    Resources(CoreServices core) {
        this.core = core;
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
    public @Nullable Root addingService(ServiceReference<Object> reference) {
        if (context == null) {
            return null;
        }
        var resource = context.getService(reference);
        if (resource == null) {
            return null;
        }
        var path = resource.getClass().getAnnotation(Path.class);
        var bundle = reference.getBundle().getBundleId();
        var root = new Root(
                resource,
                path == null ? "" : firstWord(path.value()),
                core.moduleOf(bundle).orElse(null),
                bundle);
        add(reference, root);
        return root;
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Root root) {}

    @Override
    public void removedService(ServiceReference<Object> reference, Root root) {
        remove(reference, root);
        if (context != null) {
            context.ungetService(reference);
        }
    }

    void add(Object key, Root root) {
        roots.put(key, root);
    }

    void remove(Object key, Root root) {
        roots.remove(key);
        departures.put(root.word(), clock.instant());
    }

    /** All that are registered. */
    public Set<Root> all() {
        return Set.copyOf(roots.values());
    }

    /** The services of a module's resources. */
    Set<Long> servicesOf(String module) {
        return roots.entrySet().stream()
                .filter(root -> core.moduleOf(root.getValue().bundle())
                        .filter(module::equals)
                        .isPresent())
                .flatMap(root -> root.getKey() instanceof ServiceReference<?> reference
                        ? Stream.of((Long) reference.getProperty(Constants.SERVICE_ID))
                        : Stream.empty())
                .collect(Collectors.toSet());
    }

    /** Whether some resource starts with this word. */
    boolean isServed(String word) {
        return roots.values().stream().anyMatch(root -> root.word().equals(word));
    }

    /** Whether a resource of this word went away a moment ago, so that a failure may come from that. */
    boolean leftJustNow(String word) {
        return Optional.ofNullable(departures.get(word))
                .filter(at -> at.plus(JUST_NOW).isAfter(clock.instant()))
                .isPresent();
    }

    /** The module at fault for a resource class, or the first word of its path. */
    public String ownerOf(Class<?> type, String otherwise) {
        return roots.values().stream()
                .filter(root -> root.resource().getClass() == type)
                .map(root -> root.module() == null ? otherwise : root.module())
                .findFirst()
                .orElse(otherwise);
    }

    private static String firstWord(String path) {
        var text = path.startsWith("/") ? path.substring(1) : path;
        var end = text.indexOf('/');
        return end < 0 ? text : text.substring(0, end);
    }
}
