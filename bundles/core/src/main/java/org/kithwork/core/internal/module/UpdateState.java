package org.kithwork.core.internal.module;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far updates of the core are.
 *
 * @param core the version that runs
 * @param packages the newer versions that were added, newest first
 * @param staged what the next start tries
 * @param failed what was tried last and did not come up, so that the former set runs
 */
public record UpdateState(
        String core,
        List<String> packages,
        @Nullable Staged staged,
        @Nullable Failed failed) {

    public UpdateState {
        packages = List.copyOf(packages);
    }

    /** A core with the modules that change with it. */
    public record Staged(String core, Map<String, String> modules) {

        public Staged {
            modules = Map.copyOf(modules);
        }
    }

    /** What did not come up, and why. */
    public record Failed(String core, Map<String, String> modules, String reason) {

        public Failed {
            modules = Map.copyOf(modules);
        }
    }
}
