package org.kithwork.core.internal.module.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.Desired;

/**
 * What is wanted of a module, and what went wrong last.
 *
 * @param hash of the package; "" where no package is kept
 * @param problem a code and its arguments, as {@code StoredMessage} writes them
 * @param approved the permissions that the administrator let it have by installing it
 */
public record StoredModule(
        String name,
        Desired desired,
        String version,
        String hash,
        @Nullable String problem,
        List<String> approved,
        Instant installedAt) {

    public StoredModule {
        approved = List.copyOf(approved);
    }

    public StoredModule desired(Desired wanted) {
        return new StoredModule(name, wanted, version, hash, problem, approved, installedAt);
    }

    public StoredModule problem(Optional<String> text) {
        return new StoredModule(name, desired, version, hash, text.orElse(null), approved, installedAt);
    }
}
