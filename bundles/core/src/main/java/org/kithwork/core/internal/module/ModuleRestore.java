package org.kithwork.core.internal.module;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kithwork.core.ModuleStates.State;
import org.kithwork.core.internal.module.store.ModuleStore;
import org.kithwork.core.internal.module.store.StoredModule;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings about what the database says is wanted. On an empty database the variable {@code KITHWORK_MODULES} says it,
 * once; afterwards it says nothing any more.
 */
@Component(service = ModuleRestore.class)
public final class ModuleRestore {

    private static final Logger LOGGER = LoggerFactory.getLogger(ModuleRestore.class);

    private final FeatureHost host;
    private final ModuleShelf shelf;
    private final ModuleLife life;
    private final ModuleRegistry registry;
    private final Memory memory;

    /** What was written down. */
    private record Memory(ModuleStore store, Transactions transactions) {

        List<StoredModule> all() {
            return transactions.call(store::all);
        }
    }

    @Activate
    public ModuleRestore(
            @Reference FeatureHost host,
            @Reference ModuleShelf shelf,
            @Reference ModuleLife life,
            @Reference ModuleRegistry registry,
            @Reference ModuleStore store,
            @Reference Transactions transactions) {
        this.host = host;
        this.shelf = shelf;
        this.life = life;
        this.registry = registry;
        this.memory = new Memory(store, transactions);
    }

    /** Says early what is known, so that requests are told to come back. */
    void announce(String chosen) {
        shelf.load();
        choose(chosen);
        for (var module : memory.all()) {
            registry.offer(
                    module.name(),
                    switch (module.desired()) {
                        case RUNNING -> State.STARTING;
                        case STOPPED -> State.STOPPED;
                        case REMOVED -> State.AVAILABLE;
                    });
        }
        shelf.all().forEach(one -> registry.offer(one.name(), State.AVAILABLE));
    }

    /** On an empty database, and only there, the environment chooses. */
    private void choose(String words) {
        var chosen = new ArrayList<ModulePackage>();
        for (var word : words(words)) {
            var newest = shelf.of(word).stream().findFirst();
            if (newest.isEmpty()) {
                LOGGER.warn("KITHWORK_MODULES names {}, which is not in this distribution", word);
            }
            newest.ifPresent(chosen::add);
        }
        memory.transactions().run(() -> {
            if (!memory.store().isStarted() && memory.store().start()) {
                chosen.forEach(one -> life.choose(one));
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
            var wanted = memory.all();
            for (var word : host.installed().keySet()) {
                if (wanted.stream()
                        .noneMatch(module -> module.name().equals(word) && module.desired() == Desired.RUNNING)) {
                    LOGGER.info("{} is not wanted any more and is taken out", word);
                    attempt(() -> life.takeOut(word));
                }
            }
            wanted.stream()
                    .filter(module -> module.desired() == Desired.RUNNING)
                    .forEach(this::restore);
        } finally {
            registry.settle();
        }
    }

    private void restore(StoredModule module) {
        var found = shelf.standIn(module.name(), module.version());
        if (found.isPresent()) {
            attempt(() -> life.restore(found.get()));
        } else if (module.version().equals(host.installed().get(module.name()))) {
            // Installed by hand; it is still in the container's cache.
            attempt(() -> life.adopt(module.name()));
        } else {
            attempt(() -> life.missing(module));
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
