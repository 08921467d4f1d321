package org.kithwork.core.internal.module;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.core.ModuleStates;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The states of modules, as every request asks for them: two look-ups in memory. */
@Component(service = {ModuleStates.class, ModuleRegistry.class})
public final class ModuleRegistry implements ModuleStates {

    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final Map<Long, String> bundles = new ConcurrentHashMap<>();

    private volatile boolean settled;

    @Activate
    public ModuleRegistry() {}

    @Override
    public Optional<State> state(String word) {
        return Optional.ofNullable(states.get(word));
    }

    @Override
    public Optional<String> moduleOf(long bundleId) {
        return Optional.ofNullable(bundles.get(bundleId));
    }

    /** Whether the modules that were wanted at the start have been seen to. */
    boolean isSettled() {
        return settled;
    }

    void settle() {
        settled = true;
    }

    Map<String, State> states() {
        return new HashMap<>(states);
    }

    void set(String word, State state) {
        states.put(word, state);
    }

    /** Sets the state only if there is none. */
    void offer(String word, State state) {
        states.putIfAbsent(word, state);
    }

    public void bundleCame(long id, String word) {
        bundles.put(id, word);
    }

    public void bundleLeft(long id) {
        bundles.remove(id);
    }
}
