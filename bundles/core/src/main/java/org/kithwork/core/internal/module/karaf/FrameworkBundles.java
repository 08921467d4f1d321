package org.kithwork.core.internal.module.karaf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.FrameworkView;
import org.kithwork.core.internal.module.kar.SchemaSum;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What the framework knows of its bundles. */
@Component(service = {FrameworkView.class, FrameworkBundles.class})
public final class FrameworkBundles implements FrameworkView {

    private static final String API = "org.kithwork.api";

    private final BundleContext context;
    private volatile @Nullable RunningCore core;

    @Activate
    public FrameworkBundles(BundleContext context) {
        this.context = context;
    }

    @Override
    public List<Part> parts() {
        return List.of(context.getBundles()).stream()
                .map(FrameworkBundles::part)
                .toList();
    }

    private static Part part(Bundle bundle) {
        var name = bundle.getSymbolicName();
        return new Part(
                bundle.getBundleId(),
                name == null ? bundle.getLocation() : name,
                bundle.getVersion().toString(),
                bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING);
    }

    @Override
    public Set<Long> closure(long id) {
        var ids = new HashSet<Long>();
        var bundle = context.getBundle(id);
        if (bundle != null) {
            context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                    .adapt(FrameworkWiring.class)
                    .getDependencyClosure(Set.of(bundle))
                    .forEach(one -> ids.add(one.getBundleId()));
        }
        return ids;
    }

    @Override
    public Set<Long> users(long id) {
        var ids = new HashSet<Long>();
        var bundle = context.getBundle(id);
        var services = bundle == null ? null : bundle.getRegisteredServices();
        if (services != null) {
            for (var service : services) {
                var users = service.getUsingBundles();
                if (users != null) {
                    List.of(users).forEach(user -> ids.add(user.getBundleId()));
                }
            }
        }
        return ids;
    }

    @Override
    public Map<String, Version> apiPackages() {
        var packages = new HashMap<String, Version>();
        for (var bundle : context.getBundles()) {
            var wiring = API.equals(bundle.getSymbolicName()) ? bundle.adapt(BundleWiring.class) : null;
            if (wiring != null) {
                wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).forEach(capability -> {
                    var attributes = capability.getAttributes();
                    packages.put(
                            String.valueOf(attributes.get(PackageNamespace.PACKAGE_NAMESPACE)),
                            Version.parseVersion(String.valueOf(attributes.get("version"))));
                });
            }
        }
        return packages;
    }

    @Override
    public Map<String, Set<Version>> offered() {
        var packages = new HashMap<String, Set<Version>>();
        for (var bundle : context.getBundles()) {
            var name = bundle.getSymbolicName();
            var wiring = name == null || name.startsWith("org.kithwork.") ? null : bundle.adapt(BundleWiring.class);
            if (wiring != null) {
                wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).forEach(capability -> {
                    var attributes = capability.getAttributes();
                    packages.computeIfAbsent(
                                    String.valueOf(attributes.get(PackageNamespace.PACKAGE_NAMESPACE)),
                                    key -> new HashSet<>())
                            .add(Version.parseVersion(String.valueOf(attributes.get("version"))));
                });
            }
        }
        return packages;
    }

    @Override
    public RunningCore core() {
        var known = core;
        if (known == null) {
            known = read();
            core = known;
        }
        return known;
    }

    /** It stays the same for as long as this bundle runs. */
    private RunningCore read() {
        var bundle = context.getBundle();
        var files = new HashMap<String, byte[]>();
        var found = bundle.findEntries(SchemaSum.FOLDER, "*", true);
        try {
            while (found != null && found.hasMoreElements()) {
                var file = found.nextElement();
                if (!file.getPath().endsWith("/")) {
                    try (var in = file.openStream()) {
                        files.put(file.getPath().substring(1), in.readAllBytes());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RunningCore(bundle.getVersion(), SchemaSum.of(files));
    }
}
