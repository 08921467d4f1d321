package org.kithwork.core.internal.module;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The one word that names a module everywhere: in its bundle, feature, tables, paths and permissions. */
public final class ModuleWord {

    /** What the symbolic name of each module's bundle starts with. */
    public static final String BUNDLE = "org.kithwork.";

    /** What the name of each module's feature starts with. */
    public static final String FEATURE = "kithwork-";

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]{1,19}");

    /** Parts of the address space, of the core's API, of the system itself and of the shell. */
    private static final Set<String> RESERVED = Set.of(("api ui public health metrics setup m "
                    + "audit company customers duplicates events imports jobs modules openapi operations password"
                    + " permissions privacy retention roles session sessions settings stores teams tokens users updates "
                    + "core web database derby persistence runtime launcher features kithwork test bench itests "
                    + "limits limit links link rates rate currencies currency calendar export exports bundle config customer doctor feature import jaas job journal log module operation role"
                    + " scr service shell ssh store system team token update user")
            .split("\\s+"));

    private ModuleWord() {}

    /** Whether the text may be the word of a module. */
    public static boolean isAllowed(String text) {
        return WORD.matcher(text).matches() && !RESERVED.contains(text);
    }

    /** Whether the text has the form of a word but means something else already. */
    public static boolean isReserved(String text) {
        return RESERVED.contains(text);
    }

    /** The module that a bundle of this name is; empty for everything else. */
    public static Optional<String> ofBundle(String symbolicName) {
        return symbolicName.startsWith(BUNDLE)
                ? Optional.of(symbolicName.substring(BUNDLE.length())).filter(ModuleWord::isAllowed)
                : Optional.empty();
    }

    /** The module that a feature of this name is; empty for everything else. */
    public static Optional<String> ofFeature(String name) {
        return name.startsWith(FEATURE)
                ? Optional.of(name.substring(FEATURE.length())).filter(ModuleWord::isAllowed)
                : Optional.empty();
    }
}
