package org.kithwork.core.internal.access.jaas;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the container who may run which command, from what stands on the commands of each bundle; so a module needs no
 * file for it, and a command that declares nothing is run by nobody.
 */
@Component(service = CommandRights.class, immediate = true)
public final class CommandRights implements BundleTrackerCustomizer<Map<String, Map<String, String>>> {

    private static final Logger LOGGER = LoggerFactory.getLogger(CommandRights.class);
    private static final String PID = "org.apache.karaf.command.acl.";
    private static final String HEADER = "Karaf-Commands";
    private static final String MARK = "kithwork.made";
    private static final String CONTAINER = "org.apache.";

    private final ConfigurationAdmin configurations;
    private final Map<Long, Map<String, Map<String, String>>> bundles = new HashMap<>();
    private final BundleTracker<Map<String, Map<String, String>>> tracker;

    @Activate
    public CommandRights(BundleContext context, @Reference ConfigurationAdmin configurations) {
        this.configurations = configurations;
        this.tracker = new BundleTracker<>(context, Bundle.STARTING | Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    void stop() {
        tracker.close();
    }

    @Override
    public @Nullable Map<String, Map<String, String>> addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        var header = bundle.getHeaders("").get(HEADER);
        var name = bundle.getSymbolicName();
        if (header == null || name == null || name.startsWith(CONTAINER)) {
            return null;
        }
        var roles = CommandRoles.of(classes(bundle, header));
        synchronized (bundles) {
            bundles.put(bundle.getBundleId(), roles);
            roles.keySet().forEach(this::write);
        }
        return roles;
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Map<String, Map<String, String>> roles) {}

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Map<String, Map<String, String>> roles) {
        synchronized (bundles) {
            bundles.remove(bundle.getBundleId());
            if (bundle.getBundleContext() != null || !bundles.isEmpty()) {
                roles.keySet().forEach(this::write);
            }
        }
    }

    /** Writes the roles of a scope as all bundles together declare them. */
    private void write(String scope) {
        var wanted = new TreeMap<String, String>();
        for (var roles : bundles.values()) {
            wanted.putAll(roles.getOrDefault(scope, Map.of()));
        }
        try {
            var configuration = configurations.getConfiguration(PID + scope, "?");
            var properties = configuration.getProperties();
            if (properties != null && properties.get(MARK) == null) {
                LOGGER.warn(
                        "The rights of the commands {}:* are those of the container's file, not the module's", scope);
            } else if (wanted.isEmpty()) {
                configuration.delete();
            } else {
                update(configuration, wanted);
            }
        } catch (IOException e) {
            LOGGER.error("The rights of the commands {}:* cannot be written; nobody but admin runs them", scope, e);
        }
    }

    private static void update(Configuration configuration, Map<String, String> wanted) throws IOException {
        var properties = new Hashtable<String, Object>(wanted);
        properties.put(MARK, "true");
        configuration.updateIfDifferent(properties);
    }

    private static List<Class<?>> classes(Bundle bundle, String header) {
        var found = new ArrayList<Class<?>>();
        var wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return found;
        }
        for (var clause : header.split(",")) {
            var name = clause.split(";")[0].strip();
            var all = name.endsWith("*");
            var folder = name.replaceAll("\\.?\\*$", "").replace('.', '/');
            var options = BundleWiring.LISTRESOURCES_LOCAL | (all ? BundleWiring.LISTRESOURCES_RECURSE : 0);
            for (var resource : wiring.listResources(folder, "*.class", options)) {
                load(bundle, resource, found);
            }
        }
        return found;
    }

    private static void load(Bundle bundle, String resource, List<Class<?>> found) {
        var name = resource.substring(0, resource.length() - ".class".length()).replace('/', '.');
        if (name.endsWith("package-info")) {
            return;
        }
        try {
            found.add(bundle.loadClass(name));
        } catch (ClassNotFoundException | LinkageError e) {
            LOGGER.warn("The command {} cannot be loaded, so nobody runs it", name, e);
        }
    }
}
