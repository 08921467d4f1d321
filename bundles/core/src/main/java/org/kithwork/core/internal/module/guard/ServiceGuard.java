package org.kithwork.core.internal.module.guard;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps services from those who are not to have them: an offer that {@link Offers} refuses is seen by nobody but its own bundle,
 * so that neither the web server serves it nor anybody takes it for one of ours; and what reads and writes the tables of a bundle is
 * seen by that bundle alone. It needs nothing but the framework, so that it stands before any module does.
 */
@Component(
        service = {FindHook.class, EventListenerHook.class},
        immediate = true)
public final class ServiceGuard implements FindHook, EventListenerHook, SynchronousBundleListener {

    private static final String UNIT = "osgi.unit.name";

    /** They make what reads and writes tables, for the bundle whose tables they are. */
    private static final Set<String> PERSISTENCE = Set.of(
            "org.apache.aries.jpa.container",
            "org.apache.aries.jpa.support",
            "org.apache.aries.jpa.eclipselink.adapter");

    private final BundleContext context;
    private final Refusals refusals;

    @Activate
    public ServiceGuard(BundleContext context, @Reference Refusals refusals) {
        this.context = context;
        this.refusals = refusals;
        context.addBundleListener(this);
    }

    @Deactivate
    void stop() {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED || event.getType() == BundleEvent.UNINSTALLED) {
            refusals.forget(event.getBundle());
        }
    }

    @Override
    public void find(
            BundleContext finder,
            String name,
            String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        bundle(finder).ifPresent(bundle -> references.removeIf(reference -> isKeptFrom(bundle, reference)));
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        if (event.getType() == ServiceEvent.UNREGISTERING) {
            return; // Who had it from before we stood here must hear that it goes.
        }
        var reference = event.getServiceReference();
        listeners
                .keySet()
                .removeIf(listener -> bundle(listener)
                        .filter(bundle -> isKeptFrom(bundle, reference))
                        .isPresent());
    }

    private boolean isKeptFrom(Bundle finder, ServiceReference<?> reference) {
        var owner = reference.getBundle();
        if (owner == null || finder.getBundleId() == 0 || finder.equals(owner)) {
            return false;
        }
        if (reference.getProperty(UNIT) != null) {
            return !PERSISTENCE.contains(finder.getSymbolicName());
        }
        var refused = Offers.refused(reference, owner);
        refused.ifPresent(what -> refusals.note(owner, what));
        return refused.isPresent();
    }

    private static Optional<Bundle> bundle(BundleContext context) {
        try {
            return Optional.of(context.getBundle());
        } catch (IllegalStateException e) {
            return Optional.empty(); // It was stopped meanwhile.
        }
    }
}
