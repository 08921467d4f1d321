package org.kithwork.core.internal.module;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.ModuleStates.State;

/**
 * A module as the administrator sees it.
 *
 * @param version the installed one, else the newest that could be installed
 * @param packages the versions that are here, newest first
 * @param journalLag how many events its handlers are behind
 * @param permissionTitles what the module's own permissions are called, also before it is installed, of all versions that are here
 * @param undeclared what it serves without saying who may call it, offers though it is not its to offer, or asks for without declaring it
 * @param builtIn whether it came with the distribution
 * @param hasData whether it has tables, also when it is removed
 */
public record ModuleView(
        String name,
        String title,
        String version,
        State state,
        Desired desired,
        List<String> packages,
        @Nullable String problem,
        long journalLag,
        List<String> permissions,
        Map<String, String> permissionTitles,
        Set<String> undeclared,
        boolean builtIn,
        boolean hasData) {}
