package org.kithwork.core.internal.module;

import java.util.Optional;
import java.util.stream.Collectors;
import org.kithwork.core.ModuleStates.State;
import org.kithwork.core.Readiness;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the modules that were wanted at the start are there. One that failed is listed and keeps nobody waiting. */
@Component(service = Readiness.class)
public final class ModuleReadiness implements Readiness {

    private final ModuleRegistry registry;

    @Activate
    public ModuleReadiness(@Reference ModuleRegistry registry) {
        this.registry = registry;
    }

    @Override
    public String name() {
        return "modules";
    }

    @Override
    public Optional<String> waitsFor() {
        if (registry.isSettled()) {
            return Optional.empty();
        }
        var starting = registry.states().entrySet().stream()
                .filter(entry -> entry.getValue() == State.STARTING)
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
        return Optional.of(starting.isEmpty() ? "start" : starting);
    }
}
