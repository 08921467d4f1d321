package org.kithwork.permission;

/** On which records a right holds. */
public enum Scope {
    /** Records that I own. */
    OWN,
    /** Records whose owner is in my team or a team below it. */
    TEAM,
    /** Records of my stores and the stores below them. */
    STORE,
    /** All records. */
    ALL
}
