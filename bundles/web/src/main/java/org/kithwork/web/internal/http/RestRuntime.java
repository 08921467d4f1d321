package org.kithwork.web.internal.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.Readiness;
import org.kithwork.web.internal.http.OwnEndpoints.Part;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.runtime.JakartarsServiceRuntime;
import org.osgi.service.jakartars.runtime.dto.RuntimeDTO;
import org.osgi.util.tracker.ServiceTracker;

/** Whether the REST runtime serves the resources of core and web, and behind our guards: nobody is let through without. */
@Component(service = {RestRuntime.class, Readiness.class})
public class RestRuntime implements Readiness {

    private static final Set<String> GUARDS =
            Set.of("kithwork-permissions", "kithwork-failures", "kithwork-json", "kithwork-body", "kithwork-multipart");

    private final @Nullable Watch watch;
    private final Function<Part, SortedSet<String>> missing;
    private volatile boolean guarded;
    private volatile Set<Long> served = Set.of();

    /** With which services all was complete. To look at every component takes a millisecond, and anybody may ask for what is nowhere. */
    private volatile @Nullable Set<Long> completeWith;

    @Activate
    public RestRuntime(BundleContext context, @Reference OwnEndpoints own) {
        this.missing = part -> own.missing(part, served);
        this.watch = new Watch(context);
        this.watch.open();
    }

    /** Outside OSGi, where the guards are in place from the beginning. */
    RestRuntime(Function<Part, SortedSet<String>> missing) {
        this.missing = missing;
        this.watch = null;
        this.guarded = true;
    }

    @Deactivate
    void stop() {
        if (watch != null) {
            watch.close();
        }
    }

    boolean isGuarded() {
        return guarded;
    }

    /** Whether all that core and web offer is served. */
    boolean isComplete() {
        var now = served;
        if (guarded && completeWith == now) {
            return true;
        }
        var complete =
                Arrays.stream(Part.values()).allMatch(part -> waitsFor(part).isEmpty());
        completeWith = complete ? now : null;
        return complete;
    }

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public Optional<String> waitsFor() {
        return waitsFor(Part.OTHERS);
    }

    /** The same of a part of what core and web offer. */
    Optional<String> waitsFor(Part part) {
        var waiting = missing.apply(part);
        if (guarded && waiting.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(waiting.isEmpty() ? "starting" : String.join(", ", waiting));
    }

    /** Whether the runtime has taken in all of these services. */
    boolean isServing(Set<Long> services) {
        return served.containsAll(services);
    }

    /** Waits until the runtime serves these services. {@code false} when it does not in time. */
    synchronized boolean awaitServed(Supplier<Set<Long>> services, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (!isServing(services.get())) {
            var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private synchronized void served(Set<Long> services) {
        served = services;
        notifyAll();
    }

    private void look(RuntimeDTO runtime) {
        var application = runtime.defaultApplication;
        if (application == null) {
            guarded = false;
            served(Set.of());
            return;
        }
        served(Arrays.stream(application.resourceDTOs)
                .map(resource -> resource.serviceId)
                .collect(Collectors.toSet()));
        var extensions = Arrays.stream(application.extensionDTOs)
                .map(extension -> extension.name)
                .collect(Collectors.toSet());
        guarded = extensions.containsAll(GUARDS);
    }

    /** The runtime says by a change of its properties that it has taken in what came or went. */
    private final class Watch extends ServiceTracker<JakartarsServiceRuntime, JakartarsServiceRuntime> {

        Watch(BundleContext context) {
            super(context, JakartarsServiceRuntime.class, null);
        }

        @Override
        public JakartarsServiceRuntime addingService(ServiceReference<JakartarsServiceRuntime> reference) {
            var runtime = super.addingService(reference);
            look(runtime.getRuntimeDTO());
            return runtime;
        }

        @Override
        public void modifiedService(
                ServiceReference<JakartarsServiceRuntime> reference, JakartarsServiceRuntime runtime) {
            look(runtime.getRuntimeDTO());
        }

        @Override
        public void removedService(
                ServiceReference<JakartarsServiceRuntime> reference, JakartarsServiceRuntime runtime) {
            guarded = false;
            served(Set.of());
            super.removedService(reference, runtime);
        }
    }
}
