package org.kithwork.core.internal.module;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Message;

/**
 * What a change would do.
 *
 * @param bundles every bundle that it touches
 * @param dependents the modules that use it at the moment, or are wired to it
 * @param reason why it is refused; {@code null} when it is not
 * @param permissions what the module could do in future that it cannot do now
 */
public record Plan(
        Action action,
        List<Step> bundles,
        List<String> dependents,
        @Nullable Message reason,
        List<String> permissions) {

    /** The changes. */
    public enum Action {
        INSTALL,
        UPDATE,
        START,
        STOP,
        REMOVE
    }

    /** What happens to a bundle. */
    public enum Effect {
        INSTALL,
        UPDATE,
        REMOVE,
        REFRESH,
        NONE
    }

    /** What happens to one bundle. */
    public record Step(String name, String version, Effect effect) {}

    public Plan {
        bundles = List.copyOf(bundles);
        dependents = List.copyOf(dependents);
        permissions = List.copyOf(permissions);
    }

    public boolean refused() {
        return reason != null;
    }
}
