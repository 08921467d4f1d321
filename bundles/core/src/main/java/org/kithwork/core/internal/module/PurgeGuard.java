package org.kithwork.core.internal.module;

import java.time.Instant;
import java.util.Optional;

/** Says whether a backup may stand for data that is about to be removed for good. */
public interface PurgeGuard {

    /** Refuses a backup that is not there, is not of today, was not proven as it is, or lacks the module's tables. */
    void requireFresh(String backup, String module);

    /** When the newest proven backup was made. */
    default Optional<Instant> newest() {
        return Optional.empty();
    }
}
