package org.kithwork.core.internal.module;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.kar.ModuleBundle;

/**
 * A module in one version, ready to be installed.
 *
 * @param bundle what its bundle says of itself
 * @param hash SHA-256 of the package, of a built-in module of its bundle
 * @param builtIn whether it came with the distribution
 * @param folder where an added package lies; {@code null} for a built-in one
 */
public record ModulePackage(
        ModuleBundle bundle,
        String hash,
        boolean builtIn,
        int startLevel,
        @Nullable Path folder) {

    public String name() {
        return bundle.word();
    }

    public String version() {
        return bundle.version().toString();
    }

    /** What it is called in this language, else in English. */
    public String title(Locale locale) {
        var titles = bundle.titles();
        var english = titles.getOrDefault("en", name());
        return titles.getOrDefault(locale.getLanguage(), english);
    }

    /** What its own rights are called in this language, else in English, by permission; those without a title are left out. */
    public Map<String, String> rightTitles(Locale locale) {
        var titles = new HashMap<>(bundle.rightTitles().getOrDefault("en", Map.of()));
        titles.putAll(bundle.rightTitles().getOrDefault(locale.getLanguage(), Map.of()));
        return titles;
    }
}
