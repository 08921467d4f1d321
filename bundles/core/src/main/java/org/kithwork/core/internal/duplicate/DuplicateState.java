package org.kithwork.core.internal.duplicate;

/** What became of a pair. */
public enum DuplicateState {
    OPEN,
    /** Somebody said that these are two people; no search puts the pair forward again. */
    DISTINCT
}
