package org.kithwork.core.internal.job;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.journal.Leadership;
import org.kithwork.job.spi.Upkeep;
import org.kithwork.permission.Actor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets modules do what they do by themselves as time goes by; one that fails keeps no other from it. */
@Component(service = UpkeepRunner.class, immediate = true)
public final class UpkeepRunner {

    private static final Logger LOGGER = LoggerFactory.getLogger(UpkeepRunner.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Callers callers;
    private final Leadership leadership;
    private final Worker worker;

    /** Failures that were logged, until it works again. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    @Reference
    volatile List<Upkeep> upkeeps = List.of();

    @Activate
    public UpkeepRunner(@Reference Callers callers, @Reference Leadership leadership) {
        this.callers = callers;
        this.leadership = leadership;
        this.worker = new Worker("kithwork-upkeep", PAUSE, this::look);
    }

    /** Has each module do what is due, on the one node that does. */
    void look() {
        if (!leadership.isLeading()) {
            return;
        }
        failing.retainAll(upkeeps.stream().map(UpkeepRunner::name).toList());
        upkeeps.forEach(this::look);
    }

    private void look(Upkeep upkeep) {
        try {
            callers.run(Actor.module(upkeep.module()), upkeep::run);
            failing.remove(name(upkeep));
        } catch (RuntimeException | LinkageError e) {
            if (failing.add(name(upkeep))) {
                LOGGER.warn("The upkeep {} failed and will be tried again", name(upkeep), e);
            }
        }
    }

    private static String name(Upkeep upkeep) {
        return upkeep.getClass().getName();
    }

    @Deactivate
    void stop() {
        worker.close();
    }
}
