package org.kithwork.core.internal.module.guard;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.kithwork.core.UndeclaredPaths;
import org.kithwork.core.internal.module.ModuleWord;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers what bundles offered that is not theirs to offer, as long as they run. */
@Component(service = {Refusals.class, UndeclaredPaths.class})
public final class Refusals implements UndeclaredPaths {

    private static final Logger LOGGER = LoggerFactory.getLogger(Refusals.class);
    private static final int MOST = 100;

    private final Map<Long, Offered> bundles = new ConcurrentHashMap<>();

    private record Offered(String name, Set<String> what) {}

    /**
     * A bundle that is no module and what was refused of it.
     *
     * @param bundle its number in the container
     * @param name its symbolic name
     */
    public record Stranger(long bundle, String name, List<String> refused) {}

    @Activate
    public Refusals() {}

    void note(Bundle bundle, String what) {
        var name = bundle.getSymbolicName() == null ? bundle.getLocation() : bundle.getSymbolicName();
        var offered =
                bundles.computeIfAbsent(bundle.getBundleId(), id -> new Offered(name, new ConcurrentSkipListSet<>()));
        if (offered.what().size() < MOST && offered.what().add(what)) {
            LOGGER.warn(
                    "The bundle {} ({}) offers what is not its to offer, which is kept from everybody: {}",
                    name,
                    bundle.getBundleId(),
                    what);
        }
    }

    void forget(Bundle bundle) {
        bundles.remove(bundle.getBundleId());
    }

    @Override
    public Set<String> of(String module) {
        var found = new TreeSet<String>();
        bundles.values().stream()
                .filter(offered -> ModuleWord.ofBundle(offered.name())
                        .filter(module::equals)
                        .isPresent())
                .forEach(offered -> found.addAll(offered.what()));
        return found;
    }

    /** Bundles that are no modules, in the order of their numbers. */
    public List<Stranger> strangers() {
        return new TreeMap<>(bundles)
                .entrySet().stream()
                        .filter(entry ->
                                ModuleWord.ofBundle(entry.getValue().name()).isEmpty())
                        .map(entry -> new Stranger(
                                entry.getKey(),
                                entry.getValue().name(),
                                List.copyOf(entry.getValue().what())))
                        .toList();
    }
}
