package org.kithwork.archives.internal;

/** What became of a need. */
public enum NeedState {
    OPEN,
    /** It was met. */
    MET,
    /** It will not be met, or is not felt any more. */
    DROPPED
}
