package org.kithwork.core.internal.module;

import java.time.Duration;
import java.util.List;
import org.kithwork.core.RequestGate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever leads into a module: requests, jobs, events. Closed before it stops, opened when it serves. */
@Component(service = ModuleDoors.class)
public final class ModuleDoors {

    private static final Logger LOGGER = LoggerFactory.getLogger(ModuleDoors.class);

    @Reference
    volatile List<RequestGate> gates = List.of();

    @Reference
    volatile List<ModuleWork> works = List.of();

    @Reference
    volatile List<ReturningModule> returning = List.of();

    @Activate
    public ModuleDoors() {}

    /** Lets nothing in and waits for what is inside. What stays longer than that is cut off, and answered 503. */
    void close(String word, Duration patience) {
        for (var gate : gates) {
            if (!gate.close(word, patience)) {
                LOGGER.warn(
                        "Requests to {} were still at work after {} s; they are cut off", word, patience.toSeconds());
            }
        }
        for (var work : works) {
            if (!work.drain(word, patience)) {
                LOGGER.warn(
                        "Work of {} was not done after {} s; it is taken up again later", word, patience.toSeconds());
            }
        }
    }

    /** Brings the module up to date before it serves. */
    void catchUp(String word) {
        returning.forEach(part -> part.catchUp(word));
    }

    void open(String word) {
        works.forEach(work -> work.resume(word));
        gates.forEach(gate -> gate.open(word));
    }
}
