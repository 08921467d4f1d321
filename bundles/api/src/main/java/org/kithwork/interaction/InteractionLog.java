package org.kithwork.interaction;

import org.osgi.annotation.versioning.ProviderType;

/** Has interactions recorded. Always there; the module that keeps them may be away. */
@ProviderType
public interface InteractionLog {

    /** Whether a module keeps interactions at the moment and the actor who calls may have one recorded. */
    boolean isOpen();

    /**
     * Records it as the actor who calls and with his own rights, in the current transaction or in one of its own.
     *
     * @return its id
     * @throws org.kithwork.problem.Problem {@code unavailable} while no module keeps interactions; {@code invalid} with the
     *     members of {@link InteractionEntry} as pointers; {@code not-found} for a customer whom the actor may not see
     */
    String record(InteractionEntry entry);
}
