package org.kithwork.core.internal.job;

/** Where a job stands. */
public enum JobState {
    /** Waits for a thread. */
    QUEUED,
    RUNNING,
    PAUSED,
    /** Its module is not here. */
    WAITING,
    DONE,
    FAILED,
    CANCELLED;

    /** Whether nothing more happens by itself or by going on. */
    public boolean isEnded() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
