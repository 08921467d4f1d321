package org.kithwork.interaction.spi;

import org.kithwork.interaction.FollowUpEntry;
import org.osgi.annotation.versioning.ConsumerType;

/** Keeps follow-ups. One module offers it. */
@ConsumerType
public interface FollowUpKeeper {

    /** Whether the actor who calls may have one planned. */
    boolean isOpen();

    /**
     * Plans it with the rights of the actor who calls.
     *
     * @return its id
     */
    String plan(FollowUpEntry entry);
}
