package org.kithwork.interaction.spi;

import org.kithwork.interaction.InteractionEntry;
import org.osgi.annotation.versioning.ConsumerType;

/** Keeps interactions. One module offers it. */
@ConsumerType
public interface InteractionKeeper {

    /**
     * Records it with the rights of the actor who calls.
     *
     * @return its id
     */
    String record(InteractionEntry entry);
}
