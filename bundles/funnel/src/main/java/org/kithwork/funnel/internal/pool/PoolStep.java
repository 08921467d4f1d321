package org.kithwork.funnel.internal.pool;

/** What happened to a customer of a pool. */
public enum PoolStep {
    CLAIMED,
    /** Whoever had him gave him back. */
    GIVEN_BACK,
    /** He went back, since nobody had really talked to him for too long. */
    NO_FOLLOW_UP,
    /** He went back, since nothing was won with him for too long. */
    NO_DEAL
}
