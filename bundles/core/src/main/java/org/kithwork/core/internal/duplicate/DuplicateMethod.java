package org.kithwork.core.internal.duplicate;

/** Where the weights of a search come from. */
public enum DuplicateMethod {
    /** The points of {@link DuplicateRule}. */
    DEFAULT,
    /** Estimated from the customers themselves; the score is the chance in percent that two are the same. */
    ESTIMATED
}
