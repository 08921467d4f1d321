package org.kithwork.web.internal.ui;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.web.internal.CoreServices;
import org.kithwork.web.internal.Texts;
import org.kithwork.web.internal.rest.Mapper;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The modules whose bundles carry the header {@code Kithwork-UI} and are active, in the order they were installed. */
@Component(service = UiModules.class)
public class UiModules implements BundleTrackerCustomizer<UiModule> {

    private static final Logger logger = LoggerFactory.getLogger(UiModules.class);
    private static final String HEADER = "Kithwork-UI";

    private final CoreServices core;
    private final Streams streams;
    private final UiReader reader;
    private final Map<Long, UiModule> modules = new ConcurrentSkipListMap<>();
    private final @Nullable BundleTracker<UiModule> tracker;

    @Activate
    public UiModules(
            BundleContext context, @Reference CoreServices core, @Reference Streams streams, @Reference Mapper mapper) {
        this.core = core;
        this.streams = streams;
        this.reader = new UiReader(mapper);
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
        this.tracker.open();
    }

    /** Outside OSGi, where no bundle comes. */
    UiModules(CoreServices core, Streams streams, Mapper mapper) {
        this.core = core;
        this.streams = streams;
        this.reader = new UiReader(mapper);
        this.tracker = null;
    }

    @Deactivate
    void stop() {
        if (tracker != null) {
            tracker.close();
        }
    }

    @Override
    public @Nullable UiModule addingBundle(Bundle bundle, BundleEvent event) {
        var folder = bundle.getHeaders("").get(HEADER);
        if (folder == null || bundle.equals(FrameworkUtil.getBundle(UiModules.class))) {
            return null;
        }
        var module = read(bundle, folder.strip());
        module.problem()
                .ifPresent(problem -> logger.warn(
                        "The pages of {} are not shown: {}", bundle.getSymbolicName(), problem.text(Locale.ENGLISH)));
        put(bundle.getBundleId(), module);
        return module;
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, UiModule module) {}

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, UiModule module) {
        remove(bundle.getBundleId());
    }

    void remove(long bundle) {
        modules.remove(bundle);
        streams.changed("modules", "");
    }

    void put(long bundle, UiModule module) {
        modules.put(bundle, module);
        streams.changed("modules", "");
    }

    private UiModule read(Bundle bundle, String folder) {
        var name = bundle.getSymbolicName() == null ? "" : bundle.getSymbolicName();
        var word = core.moduleOf(bundle.getBundleId()).orElse(name.substring(name.lastIndexOf('.') + 1));
        var version = bundle.getVersion().toString();
        try {
            var module = reader.read(word, version, FileSet.read(bundle, folder));
            var twin = modules.values().stream().anyMatch(other -> other.id().equals(module.id()));
            return twin ? UiModule.faulty(word, version, Texts.of("problem-ui-twin", module.id())) : module;
        } catch (IOException | RuntimeException e) {
            logger.warn("The pages of {} cannot be read", name, e);
            return UiModule.faulty(word, version, Texts.of("problem-ui-unreadable", folder));
        }
    }

    /** All, first come first. */
    Collection<UiModule> all() {
        return List.copyOf(modules.values());
    }

    /** The module whose files are served under this id. */
    Optional<UiModule> find(String id) {
        return modules.values().stream()
                .filter(module -> module.id().equals(id) && module.problem().isEmpty())
                .min(Comparator.comparing(UiModule::id));
    }
}
