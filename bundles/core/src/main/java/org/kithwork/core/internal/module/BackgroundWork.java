package org.kithwork.core.internal.module;

import java.time.Duration;

/**
 * Work of modules that is neither a request, nor the journal, nor an operation: jobs. Each part of the core that runs
 * such work is one, as a service.
 */
public interface BackgroundWork {

    /** Begins nothing more of the module and waits for what is at work. {@code false} when some is still at work. */
    boolean drain(String module, Duration patience);

    /** The module's work may begin again. */
    void resume(String module);
}
