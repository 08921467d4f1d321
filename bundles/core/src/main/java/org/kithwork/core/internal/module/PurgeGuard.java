package org.kithwork.core.internal.module;

/** Says whether a backup may stand for data that is about to be removed for good. */
public interface PurgeGuard {

    /** Refuses a backup that is not there, is not of today, or was not proven. */
    void requireFresh(String backup);
}
