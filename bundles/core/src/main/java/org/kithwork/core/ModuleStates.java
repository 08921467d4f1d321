package org.kithwork.core;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Whether a module is there for requests. */
@ProviderType
public interface ModuleStates {

    /** The module's state; empty for a word that no module here has or had, and for a removed one. */
    Optional<State> state(String word);

    /** The module that a bundle belongs to; empty for core, web and libraries. */
    Optional<String> moduleOf(long bundleId);

    /** The states in which a module can be known. */
    enum State {
        RUNNING,
        STOPPED,
        STARTING,
        STOPPING,
        UPDATING,
        FAILED,
        AVAILABLE
    }
}
