package org.kithwork.interaction;

import org.osgi.annotation.versioning.ProviderType;

/** Has follow-ups planned. Always there; the module that keeps them may be away. */
@ProviderType
public interface FollowUpPlanner {

    /** Whether a module keeps follow-ups at the moment and the actor who calls may have one planned. */
    boolean isOpen();

    /**
     * Plans it as the actor who calls and with his own rights, in the current transaction or in one of its own.
     *
     * @return its id
     * @throws org.kithwork.problem.Problem {@code unavailable} while no module keeps follow-ups; {@code invalid} with the members of
     *     {@link FollowUpEntry} as pointers; {@code not-found} for a customer whom the actor may not see
     */
    String plan(FollowUpEntry entry);
}
