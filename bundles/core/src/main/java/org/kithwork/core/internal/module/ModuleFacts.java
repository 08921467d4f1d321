package org.kithwork.core.internal.module;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.kithwork.core.UndeclaredPaths;
import org.kithwork.core.internal.journal.JournalStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What others know about modules, if they are there to ask. */
@Component(service = ModuleFacts.class)
public final class ModuleFacts {

    private static final Logger LOGGER = LoggerFactory.getLogger(ModuleFacts.class);

    @Reference
    volatile List<JournalStatus> journals = List.of();

    @Reference
    volatile List<UndeclaredPaths> undeclared = List.of();

    @Activate
    public ModuleFacts() {}

    /** How many events each module is behind. */
    Map<String, Long> lags() {
        try {
            return journals.isEmpty() ? Map.of() : journals.get(0).lagByModule();
        } catch (RuntimeException e) {
            LOGGER.debug("The journal does not say how far it is", e);
            return Map.of();
        }
    }

    /** Paths without a declared right. */
    Set<String> undeclared(String word) {
        var paths = new TreeSet<String>();
        undeclared.forEach(one -> paths.addAll(one.of(word)));
        return paths;
    }
}
