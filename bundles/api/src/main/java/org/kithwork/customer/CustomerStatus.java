package org.kithwork.customer;

/** The state of a customer. */
public enum CustomerStatus {
    ACTIVE,
    /** Known, but not to be served or contacted. */
    BLOCKED,
    /** Absorbed by another one, whose id answers for it. */
    MERGED,
    /** Erased on request; nothing personal is left. */
    ERASED
}
