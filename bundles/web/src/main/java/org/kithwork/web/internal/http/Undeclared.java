package org.kithwork.web.internal.http;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.core.UndeclaredPaths;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers what is served without a declaration of who may call it, by the word of the module at fault. */
@Component(service = {Undeclared.class, UndeclaredPaths.class})
public final class Undeclared implements UndeclaredPaths {

    private static final Logger logger = LoggerFactory.getLogger(Undeclared.class);
    private static final int MAX = 100;

    private final Map<String, Set<String>> paths = new ConcurrentHashMap<>();

    @Activate
    public Undeclared() {}

    /** Notes a path, once. */
    public void note(String module, String path) {
        var known = paths.computeIfAbsent(module, word -> ConcurrentHashMap.newKeySet());
        if (known.size() < MAX && known.add(path)) {
            logger.warn("Module {} serves {} without @Requires or @Public; nobody is let in", module, path);
        }
    }

    /** Forgets what was noted of a module, when it leaves. */
    public void forget(String module) {
        paths.remove(module);
    }

    @Override
    public Set<String> of(String module) {
        return Set.copyOf(paths.getOrDefault(module, Set.of()));
    }
}
