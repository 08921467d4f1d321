package org.kithwork.interaction.spi;

import org.kithwork.interaction.InteractionEntry;
import org.osgi.annotation.versioning.ConsumerType;

/** Keeps interactions. One module offers it. */
@ConsumerType
public interface InteractionKeeper {

    /** Whether the actor who calls may have one recorded. */
    boolean isOpen();

    /**
     * Records it with the rights of the actor who calls.
     *
     * @return its id
     */
    String record(InteractionEntry entry);
}
