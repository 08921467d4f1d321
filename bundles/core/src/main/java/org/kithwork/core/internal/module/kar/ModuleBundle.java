package org.kithwork.core.internal.module.kar;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kithwork.core.internal.module.ModuleProblem;
import org.kithwork.problem.Message;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * What the bundle of a module says of itself.
 *
 * @param titles what the module is called, by language ({@code en}, {@code zh})
 * @param rightTitles what its own permissions are called, by language and permission
 * @param permissions every permission that it names, its own and those of others that it uses
 * @param imports the packages of Kithwork that it uses, with the range of versions of each; "" for any
 * @param schema a checksum of its change logs, "" without
 */
public record ModuleBundle(
        String word,
        Version version,
        Map<String, String> titles,
        Map<String, Map<String, String>> rightTitles,
        List<String> permissions,
        boolean tables,
        Map<String, String> imports,
        String schema) {

    public ModuleBundle {
        titles = Map.copyOf(titles);
        rightTitles = Map.copyOf(rightTitles);
        permissions = List.copyOf(permissions);
        imports = Map.copyOf(imports);
    }

    /** Why it does not run on a core that offers these packages; empty when it does. */
    public Optional<Message> unfit(Map<String, Version> api) {
        for (var used : new TreeMap<>(imports).entrySet()) {
            var here = api.get(used.getKey());
            if (here == null) {
                return Optional.of(ModuleProblem.message("package-import", used.getKey()));
            }
            if (!used.getValue().isEmpty()
                    && !VersionRange.valueOf(used.getValue()).includes(here)) {
                return Optional.of(ModuleProblem.message(
                        "package-import-version", used.getKey(), used.getValue(), here.toString()));
            }
        }
        return Optional.empty();
    }
}
