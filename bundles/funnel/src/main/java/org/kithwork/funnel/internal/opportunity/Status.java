package org.kithwork.funnel.internal.opportunity;

import org.kithwork.funnel.internal.pipeline.StageKind;

/** What has become of an opportunity: nothing else than the kind of its stage, in one word less. */
public enum Status {
    OPEN,
    WON,
    LOST;

    /** What an opportunity in a stage of this kind is. */
    public static Status of(StageKind kind) {
        return switch (kind) {
            case OPEN -> OPEN;
            case WON, POST_SALE -> WON;
            case LOST -> LOST;
        };
    }
}
