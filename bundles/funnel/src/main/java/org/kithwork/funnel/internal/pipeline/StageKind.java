package org.kithwork.funnel.internal.pipeline;

/** What it means for an opportunity to be in a stage. */
public enum StageKind {
    /** It is not decided. */
    OPEN,
    /** The customer has decided for us. */
    WON,
    /** The customer has decided against us, or we have given up. */
    LOST,
    /** It is won, and the customer is looked after since. */
    POST_SALE;

    /** Whether an opportunity in such a stage is won. */
    public boolean isWon() {
        return this == WON || this == POST_SALE;
    }
}
