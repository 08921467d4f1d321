package org.kithwork.core.internal.money;

/** What an entry of the table is worth. */
public enum RateState {
    /** It counts. */
    STANDING,
    /** Another entry of its pair and day took its place. */
    CORRECTED,
    /** It should not have been there. */
    WITHDRAWN
}
