package org.kithwork.core.internal.limit;

/** What is counted for each user and day. */
public enum LimitKind {
    /** Masked data of one customer shown in full. */
    UNMASKING,
    /** A search by what the user sees only masked. */
    LOOKUP,
    /** Different customers opened. */
    VIEW,
    /** Rows in what was exported. */
    EXPORT
}
