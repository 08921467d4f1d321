package org.kithwork.core.internal.module;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kithwork.core.UndeclaredPaths;
import org.kithwork.core.internal.access.PermissionCatalog;
import org.kithwork.core.internal.journal.JournalStatus;
import org.kithwork.core.internal.module.guard.Refusals;
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

    private final PermissionCatalog catalog;
    private final Refusals refusals;

    @Activate
    public ModuleFacts(@Reference PermissionCatalog catalog, @Reference Refusals refusals) {
        this.catalog = catalog;
        this.refusals = refusals;
    }

    /** How many events each module is behind. */
    Map<String, Long> lags() {
        try {
            return journals.isEmpty() ? Map.of() : journals.get(0).lagByModule();
        } catch (RuntimeException e) {
            LOGGER.debug("The journal does not say how far it is", e);
            return Map.of();
        }
    }

    /** What was refused of the module; and rights that it asks for and does not declare, which nobody has. */
    Set<String> undeclared(String word, List<String> asked) {
        var found = new TreeSet<String>();
        undeclared.forEach(one -> found.addAll(one.of(word)));
        var declared = catalog.declarations().stream()
                .map(declaration -> declaration.permission().toString())
                .collect(Collectors.toSet());
        asked.stream()
                .filter(right -> right.startsWith(word + ":") && !declared.contains(right))
                .forEach(right -> found.add("right " + right));
        return found;
    }

    /** Bundles that are no modules and offer what is not theirs to offer. */
    List<Refusals.Stranger> strangers() {
        return refusals.strangers();
    }
}
