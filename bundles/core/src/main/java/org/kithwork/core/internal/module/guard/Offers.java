package org.kithwork.core.internal.module.guard;

import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.ModuleWord;
import org.kithwork.permission.Public;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.jakartars.whiteboard.JakartarsWhiteboardConstants;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;

/**
 * Who may offer which service. A module offers REST resources under its word, a servlet that carries {@link Public} under {@code
 * /public/<its word>}, what the {@code .spi} packages of the API ask for, and its own classes; a bundle that is none offers nothing
 * that is served and nothing of ours.
 */
final class Offers {

    private static final String OURS = "org.kithwork.";
    private static final String SERVLET = "servlet";

    /** Those who make up Kithwork, and the REST runtime. */
    private static final Set<String> PLATFORM = Set.of(
            OURS + "api",
            OURS + "core",
            OURS + "database",
            OURS + "derby",
            OURS + "web",
            "org.eclipse.osgitech.rest",
            "org.eclipse.osgitech.rest.servlet.whiteboard",
            "org.eclipse.osgitech.rest.sse");

    /** What exists once, with those who may offer it. */
    private static final Map<String, Set<String>> SINGLE = Map.of(
            "java.time.Clock", Set.of(),
            "javax.sql.DataSource", Set.of(),
            "javax.transaction.TransactionManager", Set.of("org.ops4j.pax.transx.pax-transx-tm-geronimo"),
            "javax.transaction.UserTransaction", Set.of("org.ops4j.pax.transx.pax-transx-tm-geronimo"),
            "org.apache.karaf.jaas.config.JaasRealm", Set.of("org.apache.karaf.jaas.modules"));

    /** What makes something be served, or stand before what is; with the word for it. */
    private static final Map<String, String> SERVED = Map.ofEntries(
            Map.entry(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN, SERVLET),
            Map.entry(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME, SERVLET),
            Map.entry(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ERROR_PAGE, "error page"),
            Map.entry(HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_PATTERN, "filter"),
            Map.entry(HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_REGEX, "filter"),
            Map.entry(HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_SERVLET, "filter"),
            Map.entry(HttpWhiteboardConstants.HTTP_WHITEBOARD_LISTENER, "listener"),
            Map.entry(HttpWhiteboardConstants.HTTP_WHITEBOARD_RESOURCE_PATTERN, "files"),
            Map.entry(HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME, "context"),
            Map.entry(JakartarsWhiteboardConstants.JAKARTA_RS_EXTENSION, "REST extension"),
            Map.entry(JakartarsWhiteboardConstants.JAKARTA_RS_APPLICATION_BASE, "REST application"));

    private static final String PREPROCESSOR = "org.osgi.service.servlet.whiteboard.Preprocessor";

    private Offers() {}

    /** What is refused of a service, in words that name it; empty when its bundle may offer it. */
    static Optional<String> refused(ServiceReference<?> reference, Bundle owner) {
        var name = owner.getSymbolicName() == null ? "" : owner.getSymbolicName();
        if (PLATFORM.contains(name)) {
            return Optional.empty();
        }
        var types = (String[]) reference.getProperty(Constants.OBJECTCLASS);
        var word = ModuleWord.ofBundle(name).orElse(null);
        return type(types, name)
                .or(() -> Boolean.parseBoolean(
                                String.valueOf(reference.getProperty(JakartarsWhiteboardConstants.JAKARTA_RS_RESOURCE)))
                        ? resource(types, owner, word)
                        : Optional.empty())
                .or(() -> served(reference, types, owner, word));
    }

    private static Optional<String> type(String[] types, String bundle) {
        return Arrays.stream(types)
                .filter(type -> SINGLE.containsKey(type) && !SINGLE.get(type).contains(bundle) || isOurs(type, bundle))
                .findFirst()
                .map(type -> "service " + type);
    }

    private static boolean isOurs(String type, String bundle) {
        if (!type.startsWith(OURS) || type.startsWith(bundle + ".")) {
            return false;
        }
        var end = type.lastIndexOf('.');
        return !type.substring(0, end).endsWith(".spi");
    }

    private static Optional<String> resource(String[] types, Bundle owner, @Nullable String word) {
        var path = Arrays.stream(types)
                .flatMap(type -> load(owner, type))
                .flatMap(type -> Optional.ofNullable(type.getAnnotation(Path.class)).stream())
                .map(Path::value)
                .findFirst()
                .orElse("");
        var plain = path.startsWith("/") ? path.substring(1) : path;
        return word != null && (plain.equals(word) || plain.startsWith(word + "/"))
                ? Optional.empty()
                : Optional.of("resource /api/v1/" + plain);
    }

    private static Optional<String> served(
            ServiceReference<?> reference, String[] types, Bundle owner, @Nullable String word) {
        if (Arrays.asList(types).contains(PREPROCESSOR)) {
            return Optional.of("preprocessor of requests");
        }
        return SERVED.entrySet().stream()
                .filter(served -> reference.getProperty(served.getKey()) != null)
                .filter(served -> !isPublicServlet(served.getKey(), reference, owner, word))
                .map(served ->
                        served.getValue() + " " + String.join(", ", texts(reference.getProperty(served.getKey()))))
                .min(Comparator.naturalOrder());
    }

    private static boolean isPublicServlet(
            String key, ServiceReference<?> reference, Bundle owner, @Nullable String word) {
        if (word == null || reference.getProperty(HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT) != null) {
            return false;
        }
        if (key.equals(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME)) {
            return reference.getProperty(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN) != null;
        }
        var home = "/public/" + word;
        return key.equals(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN)
                && texts(reference.getProperty(key)).stream()
                        .allMatch(pattern -> pattern.equals(home) || pattern.startsWith(home + "/"))
                && isPublic(reference, owner);
    }

    private static boolean isPublic(ServiceReference<?> reference, Bundle owner) {
        var context = owner.getBundleContext();
        var service = context == null ? null : context.getService(reference);
        try {
            return service != null && service.getClass().isAnnotationPresent(Public.class);
        } finally {
            if (service != null) {
                context.ungetService(reference);
            }
        }
    }

    private static Stream<Class<?>> load(Bundle owner, String type) {
        try {
            return Stream.of(owner.loadClass(type));
        } catch (ClassNotFoundException | LinkageError e) {
            return Stream.empty();
        }
    }

    private static List<String> texts(@Nullable Object property) {
        return property instanceof String[] several
                ? List.of(several)
                : property instanceof Collection<?> some
                        ? some.stream().map(String::valueOf).toList()
                        : List.of(String.valueOf(property));
    }
}
