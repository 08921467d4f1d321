package org.kithwork.funnel.internal.opportunity;

/** How sure the seller is of an opportunity, whatever its stage. */
public enum ForecastCategory {
    /** It may come. */
    PIPELINE,
    /** It comes where all goes well. */
    BEST_CASE,
    /** The seller stands for it. */
    COMMIT,
    /** It is left out of what is forecast. */
    OMITTED
}
