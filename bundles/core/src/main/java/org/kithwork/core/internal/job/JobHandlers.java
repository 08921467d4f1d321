package org.kithwork.core.internal.job;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.job.spi.JobHandler;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The handlers that are here. */
@Component(service = JobHandlers.class)
public final class JobHandlers {

    private final Set<String> held = ConcurrentHashMap.newKeySet();

    @Reference
    volatile List<JobHandler> handlers = List.of();

    Optional<JobHandler> find(String kind) {
        return held.contains(module(kind))
                ? Optional.empty()
                : handlers.stream()
                        .filter(handler -> handler.kind().equals(kind))
                        .findFirst();
    }

    /** Whether the handler may go on. */
    boolean isHere(JobHandler handler, String kind) {
        return !held.contains(module(kind)) && handlers.contains(handler);
    }

    /** From now on no job of the module runs; those at work are asked to stop. */
    void hold(String module) {
        held.add(module);
    }

    void free(String module) {
        held.remove(module);
    }

    static String module(String kind) {
        var end = kind.indexOf('.');
        return end < 0 ? kind : kind.substring(0, end);
    }
}
