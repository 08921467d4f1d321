package org.kithwork.core.internal.module;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Message;

/**
 * A newer core and the modules that go with it, as one set.
 *
 * @param from the version of the core that runs
 * @param to the version that the core would have; {@code null} when no newer one is here
 * @param modules every installed module with the version that it would have
 * @param leftOut newer versions that are here and do not fit
 * @param schema whose tables change: {@code core}, and the words of modules
 * @param permissions what modules could do in future that they cannot do now
 * @param restart whether Kithwork is started again for it
 * @param needed bytes of room that it takes in the data directory, its backup included
 * @param free bytes of room that there are
 * @param backup when the newest proven backup was made
 * @param reasons why it cannot be put aside; empty when it can
 */
public record UpdatePlan(
        String from,
        @Nullable String to,
        List<Step> modules,
        List<Passed> leftOut,
        List<String> schema,
        List<String> permissions,
        boolean restart,
        long needed,
        long free,
        @Nullable Instant backup,
        List<Message> reasons) {

    /** A module in the set. */
    public record Step(String name, String from, String to) {

        public boolean changes() {
            return !from.equals(to);
        }
    }

    /** A version that is not taken. */
    public record Passed(String name, String version, Message reason) {}

    public UpdatePlan {
        modules = List.copyOf(modules);
        leftOut = List.copyOf(leftOut);
        schema = List.copyOf(schema);
        permissions = List.copyOf(permissions);
        reasons = List.copyOf(reasons);
    }

    public boolean refused() {
        return !reasons.isEmpty();
    }
}
