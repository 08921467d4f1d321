package org.kithwork.archives.internal;

/** What became of a signal. */
public enum SignalState {
    OPEN,
    TAKEN_UP,
    DISMISSED
}
