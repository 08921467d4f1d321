package org.kithwork.core.internal.module;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.features.BootFinished;
import org.kithwork.core.ModuleStates.State;
import org.kithwork.core.internal.module.store.ModuleStore;
import org.kithwork.core.internal.module.store.StoredModule;
import org.kithwork.core.internal.module.store.StoredModule.Desired;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings about at the start what the database says is wanted. On an empty database the variable {@code KITHWORK_MODULES}
 * says it, once; afterwards it says nothing any more.
 */
@Component(
        service = {},
        immediate = true)
public final class ModuleStart extends ServiceTracker<BootFinished, BootFinished> {

    private static final Logger LOGGER = LoggerFactory.getLogger(ModuleStart.class);

    private final Parts parts;
    private final ModuleThread thread;
    private final ModuleStore store;
    private final Transactions transactions;
    private boolean begun;

    /** What does the work. */
    private record Parts(FeatureHost host, ModuleShelf shelf, ModuleLife life, ModuleRegistry registry) {}

    @Activate
    public ModuleStart(
            BundleContext context,
            @Reference FeatureHost host,
            @Reference ModuleShelf shelf,
            @Reference ModuleLife life,
            @Reference ModuleRegistry registry,
            @Reference ModuleThread thread,
            @Reference ModuleStore store,
            @Reference Transactions transactions) {
        super(context, BootFinished.class, null);
        this.parts = new Parts(host, shelf, life, registry);
        this.thread = thread;
        this.store = store;
        this.transactions = transactions;
        thread.later("Reading the modules", this::announce);
        open();
    }

    @Deactivate
    void stop() {
        close();
    }

    /** Karaf has installed what it boots with: before that, it would not install anything for us. */
    @Override
    public BootFinished addingService(ServiceReference<BootFinished> reference) {
        synchronized (this) {
            if (!begun) {
                begun = true;
                thread.later("Starting the modules", this::restore);
            }
        }
        return super.addingService(reference);
    }

    /** Says early what is known, so that requests are told to come back. */
    private void announce() {
        parts.shelf().load();
        choose(System.getenv().getOrDefault("KITHWORK_MODULES", ""));
        for (var module : transactions.call(store::all)) {
            parts.registry()
                    .offer(
                            module.name(),
                            switch (module.desired()) {
                                case RUNNING -> State.STARTING;
                                case STOPPED -> State.STOPPED;
                                case REMOVED -> State.AVAILABLE;
                            });
        }
        parts.shelf().all().forEach(one -> parts.registry().offer(one.name(), State.AVAILABLE));
    }

    /** On an empty database, and only there, the environment chooses. */
    void choose(String words) {
        var chosen = new ArrayList<ModulePackage>();
        for (var word : words(words)) {
            var newest = parts.shelf().of(word).stream().findFirst();
            if (newest.isEmpty()) {
                LOGGER.warn("KITHWORK_MODULES names {}, which is not in this distribution", word);
            }
            newest.ifPresent(chosen::add);
        }
        transactions.run(() -> {
            if (!store.isStarted() && store.start()) {
                chosen.forEach(one -> parts.life().choose(one));
            }
        });
    }

    static List<String> words(String list) {
        return Arrays.stream(list.split("[,\\s]+"))
                .filter(ModuleWord::isAllowed)
                .distinct()
                .toList();
    }

    void restore() {
        try {
            var wanted = transactions.call(store::all);
            for (var word : parts.host().installed().keySet()) {
                if (wanted.stream()
                        .noneMatch(module -> module.name().equals(word) && module.desired() == Desired.RUNNING)) {
                    LOGGER.info("{} is not wanted any more and is taken out", word);
                    attempt(() -> parts.life().takeOut(word));
                }
            }
            wanted.stream()
                    .filter(module -> module.desired() == Desired.RUNNING)
                    .forEach(this::restore);
        } finally {
            parts.registry().settle();
        }
    }

    private void restore(StoredModule module) {
        var found = parts.shelf().standIn(module.name(), module.version());
        if (found.isPresent()) {
            attempt(() -> parts.life().restore(found.get()));
        } else if (module.version().equals(parts.host().installed().get(module.name()))) {
            // Installed by hand; it is still in the container's cache.
            attempt(() -> parts.life().adopt(module.name()));
        } else {
            attempt(() -> parts.life().missing(module));
        }
    }

    /** One module that fails keeps no other from starting. */
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (Problem e) {
            LOGGER.debug("Left as failed", e);
        } catch (RuntimeException | LinkageError e) {
            LOGGER.error("A module could not be seen to", e);
        }
    }
}
