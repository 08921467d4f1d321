package org.kithwork.funnel.internal.pipeline;

/** What a move from one stage to another is, which says who may make it and what it takes. */
public enum Move {
    /** To a later open stage, one or more further. */
    FORWARD,
    /** To an earlier open stage. */
    BACK,
    WIN,
    /** Takes a reason. */
    LOSE,
    /** From won to after the sale, or back: it stays won. */
    AFTER_SALE,
    /** To an open stage of another pipeline. */
    SWITCH,
    /** From a decided stage to one that is not, or to the other decision; takes a reason. */
    REOPEN;

    /** What it is to go from one stage to another of the same pipeline. */
    static Move of(Pipeline pipeline, Stage from, Stage to) {
        if (from.kind().isWon() && to.kind().isWon()) {
            return AFTER_SALE;
        }
        if (from.kind() != StageKind.OPEN) {
            return REOPEN;
        }
        return switch (to.kind()) {
            case WON, POST_SALE -> WIN;
            case LOST -> LOSE;
            case OPEN -> isEarlier(pipeline, to, from) ? BACK : FORWARD;
        };
    }

    private static boolean isEarlier(Pipeline pipeline, Stage one, Stage other) {
        return pipeline.path().indexOf(one) < pipeline.path().indexOf(other);
    }
}
