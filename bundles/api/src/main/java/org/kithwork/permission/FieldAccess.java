package org.kithwork.permission;

/** What the actor may do with a member of a record; the highest among the grants that cover the record wins. */
public enum FieldAccess {
    /** Not even its presence is shown. */
    HIDE,
    /** Shown in part, never sorted or filtered by. */
    MASK,
    READ,
    WRITE;

    public boolean isAtLeast(FieldAccess other) {
        return compareTo(other) >= 0;
    }
}
