package org.kithwork.core.internal.module;

import java.time.Duration;
import java.util.Optional;
import org.kithwork.problem.Message;

/** Whether a module that was started can serve. */
public interface ModuleHealth {

    /** Waits until its tables are ready and its parts have what they need; else what it lacks. */
    Optional<Message> awaitReady(String word, Duration patience);
}
