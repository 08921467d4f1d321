package org.kithwork.core.internal.module.kar;

import java.util.List;
import java.util.Map;
import org.osgi.framework.Version;

/**
 * What the bundle of a module says of itself.
 *
 * @param titles what the module is called, by language ({@code en}, {@code zh})
 * @param permissions every permission that it names, its own and those of others that it uses
 */
public record ModuleBundle(
        String word, Version version, Map<String, String> titles, List<String> permissions, boolean tables) {

    public ModuleBundle {
        titles = Map.copyOf(titles);
        permissions = List.copyOf(permissions);
    }
}
