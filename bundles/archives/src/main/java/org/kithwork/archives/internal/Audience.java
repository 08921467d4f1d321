package org.kithwork.archives.internal;

/** Who may read an interaction among those who have the right to it. */
public enum Audience {
    ALL,
    /** The author's team and the teams above it, and whoever has the right to everything. */
    TEAM,
    /** The author alone: who talked to the customer, or who recorded it. */
    AUTHOR
}
