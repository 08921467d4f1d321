package org.kithwork.funnel.internal.pace;

import java.time.Duration;
import java.time.Instant;
import org.kithwork.funnel.internal.pipeline.StageId;

/**
 * How long opportunities were in a stage before they left it.
 *
 * @param stays how many have left it
 * @param typical the median
 * @param slow what four of five did not exceed: what is there for longer is stuck
 * @param countedAt when this was counted
 */
public record StagePace(StageId stageId, long stays, Duration typical, Duration slow, Instant countedAt) {

    /** Of fewer nothing is concluded. */
    public static final int ENOUGH = 10;

    /** Half of all. */
    public static final int TYPICAL = 50;

    /** So many per cent are not slow. */
    public static final int SLOW = 80;

    /** Whether there are enough to conclude anything. */
    public boolean isKnown() {
        return stays >= ENOUGH;
    }
}
