package org.kithwork.core.internal.module;

import org.kithwork.core.ModuleStates.State;
import org.kithwork.core.internal.module.store.ModuleStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows what is done by hand with {@code feature:install}, {@code bundle:stop} and the like; nothing is drained then. */
@Component(service = HandChanges.class)
public final class HandNotice implements HandChanges {

    private static final Logger LOGGER = LoggerFactory.getLogger(HandNotice.class);

    private final ModuleLife life;
    private final ModuleThread thread;
    private final ModuleRegistry registry;
    private final FrameworkView framework;
    private final Remembered remembered;

    /** What is written down. */
    private record Remembered(ModuleRecords records, ModuleStore store) {}

    @Activate
    public HandNotice(
            @Reference ModuleLife life,
            @Reference ModuleThread thread,
            @Reference ModuleRegistry registry,
            @Reference FrameworkView framework,
            @Reference ModuleRecords records,
            @Reference ModuleStore store) {
        this.life = life;
        this.thread = thread;
        this.registry = registry;
        this.framework = framework;
        this.remembered = new Remembered(records, store);
    }

    @Override
    public void started(String word) {
        if (isByHand(word) && isAway(word)) {
            thread.later("Letting in " + word, () -> {
                if (isAway(word) && isRunning(word)) {
                    LOGGER.info("The bundle of {} was started by hand", word);
                    life.adopt(word);
                }
            });
        }
    }

    @Override
    public void stopped(String word) {
        if (isByHand(word) && registry.state(word).filter(State.RUNNING::equals).isPresent() && !isRunning(word)) {
            LOGGER.info("The bundle of {} was stopped by hand", word);
            registry.set(word, State.STOPPED);
            thread.later("Telling of " + word, remembered.records()::hint);
        }
    }

    @Override
    public void featureInstalled(String word, String version) {
        if (isByHand(word)) {
            thread.later("Letting in " + word, () -> {
                var known = remembered.store().find(word);
                if (known.isEmpty() || known.get().desired() != Desired.RUNNING) {
                    LOGGER.info("The feature of {} was installed by hand", word);
                    remembered.records().adopted(word, version);
                }
                if (isAway(word) && isRunning(word)) {
                    life.adopt(word);
                }
            });
        }
    }

    @Override
    public void featureUninstalled(String word) {
        if (isByHand(word)) {
            thread.later("Taking leave of " + word, () -> {
                if (!isRunning(word)) {
                    LOGGER.info("The feature of {} was uninstalled by hand", word);
                    remembered.records().want(word, Desired.REMOVED, "module.removed", java.util.Map.of("by", "shell"));
                    registry.set(word, State.AVAILABLE);
                    remembered.records().hint();
                }
            });
        }
    }

    /** Until the start is over, and while we are at it ourselves, nothing is by hand. */
    private boolean isByHand(String word) {
        return !life.isBusyWith(word) && registry.isSettled();
    }

    private boolean isAway(String word) {
        return registry.state(word)
                .filter(state -> state == State.RUNNING || state == State.STARTING)
                .isEmpty();
    }

    private boolean isRunning(String word) {
        return framework.parts().stream()
                .anyMatch(part -> part.running() && part.name().equals(ModuleWord.BUNDLE + word));
    }
}
