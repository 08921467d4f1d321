package org.kithwork.archives.internal;

/** The states of a purchase. */
public enum PurchaseStatus {
    COMPLETED,
    PART_RETURNED,
    RETURNED,
    /** Entered by mistake: kept, and counted nowhere. */
    VOID
}
