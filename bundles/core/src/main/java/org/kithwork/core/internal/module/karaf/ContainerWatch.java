package org.kithwork.core.internal.module.karaf;

import java.util.Optional;
import org.apache.karaf.features.FeatureEvent;
import org.apache.karaf.features.FeaturesListener;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.RepositoryEvent;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.HandChanges;
import org.kithwork.core.internal.module.ModuleRegistry;
import org.kithwork.core.internal.module.ModuleWord;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/** Knows which bundle is which module from the moment it is there, and notices what is done in the shell by hand. */
@Component(
        service = {},
        immediate = true)
public final class ContainerWatch implements BundleTrackerCustomizer<String>, BundleListener, FeaturesListener {

    private final BundleContext context;
    private final FeaturesService features;
    private final ModuleRegistry registry;
    private final HandChanges changes;
    private final BundleTracker<String> tracker;

    @Activate
    public ContainerWatch(
            BundleContext context,
            @Reference FeaturesService features,
            @Reference ModuleRegistry registry,
            @Reference HandChanges changes) {
        this.context = context;
        this.features = features;
        this.registry = registry;
        this.changes = changes;
        this.tracker = new BundleTracker<>(context, ~Bundle.UNINSTALLED, this);
        tracker.open();
        context.addBundleListener(this);
        features.registerListener(this);
    }

    @Deactivate
    void stop() {
        features.unregisterListener(this);
        context.removeBundleListener(this);
        tracker.close();
    }

    private static Optional<String> word(Bundle bundle) {
        return Optional.ofNullable(bundle.getSymbolicName()).flatMap(ModuleWord::ofBundle);
    }

    @Override
    public @Nullable String addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        var word = word(bundle);
        word.ifPresent(found -> registry.bundleCame(bundle.getBundleId(), found));
        return word.orElse(null);
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, String word) {
        // Its states are heard as events.
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, String word) {
        registry.bundleLeft(bundle.getBundleId());
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() != Bundle.ACTIVE) {
            return; // The system stops or has not started yet; nobody does anything by hand.
        }
        if (event.getType() == BundleEvent.STARTED) {
            word(event.getBundle()).ifPresent(changes::started);
        } else if (event.getType() == BundleEvent.STOPPED) {
            word(event.getBundle()).ifPresent(changes::stopped);
        }
    }

    @Override
    public void featureEvent(FeatureEvent event) {
        if (event.isReplay()) {
            return;
        }
        var feature = event.getFeature();
        var word = ModuleWord.ofFeature(feature.getName());
        if (event.getType() == FeatureEvent.EventType.FeatureInstalled) {
            word.ifPresent(found -> changes.featureInstalled(found, feature.getVersion()));
        } else {
            word.ifPresent(changes::featureUninstalled);
        }
    }

    @Override
    public void repositoryEvent(RepositoryEvent event) {
        // What could be installed is looked up when it is asked for.
    }
}
