package org.kithwork.archives.internal;

/** What became of a plan. */
public enum FollowUpState {
    /** Its day is not over. */
    PLANNED,
    DONE,
    /** Its day ended without it; it can still be done, put off or given up. */
    MISSED,
    CANCELLED;

    boolean isOpen() {
        return this == PLANNED || this == MISSED;
    }
}
