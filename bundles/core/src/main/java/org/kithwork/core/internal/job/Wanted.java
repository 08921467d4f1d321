package org.kithwork.core.internal.job;

/** What people want of a job; the job itself follows as soon as it looks. */
public enum Wanted {
    RUN,
    PAUSE,
    CANCEL
}
