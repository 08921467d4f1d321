package org.kithwork.core.internal.module;

import java.time.Duration;
import java.util.List;
import org.kithwork.core.Endpoints;
import org.kithwork.core.RequestGate;
import org.kithwork.core.internal.operation.ModuleWork;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the gates of requests and holds the work of the core. */
@Component(service = Doors.class)
public final class ModuleDoors implements Doors {

    private static final Logger LOGGER = LoggerFactory.getLogger(ModuleDoors.class);

    private static final Duration OPT_OUTS = Duration.ofSeconds(60);

    private final ModuleWork work;

    @Reference
    volatile List<RequestGate> gates = List.of();

    @Reference
    volatile List<Endpoints> endpoints = List.of();

    @Reference
    volatile List<BackgroundWork> background = List.of();

    @Activate
    public ModuleDoors(@Reference ModuleWork work) {
        this.work = work;
    }

    @Override
    public void close(String word, Duration patience) {
        for (var gate : gates) {
            note(word, patience, "Requests to", gate.close(word, patience));
        }
        for (var one : background) {
            note(word, patience, "Jobs of", one.drain(word, patience));
        }
        try {
            note(word, patience, "Events or operations for", work.hold(word, patience));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void note(String word, Duration patience, String what, boolean done) {
        if (!done && !patience.isZero()) {
            LOGGER.warn("{} {} were still at work after {} s and are cut off", what, word, patience.toSeconds());
        }
    }

    @Override
    public void catchUp(String word) {
        var parked = work.catchUp(word);
        if (parked > 0) {
            LOGGER.warn("{} operations that waited for {} are parked; see the list of operations", parked, word);
        }
        try {
            if (!work.catchUpOnOptOuts(word, OPT_OUTS)) {
                LOGGER.warn("{} serves before it has taken every opt-out that it missed; it gets them now", word);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean awaitServed(String word, Duration patience) {
        return endpoints.stream().allMatch(one -> one.awaitServed(word, patience));
    }

    @Override
    public void open(String word) {
        work.release(word);
        background.forEach(one -> one.resume(word));
        gates.forEach(gate -> gate.open(word));
    }

    @Override
    public void forget(String word) {
        work.forget(word);
    }
}
