package org.kithwork.funnel.internal.score;

import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.score.Score.Because;
import org.kithwork.funnel.internal.score.Score.Outcome;

/**
 * What a condition found.
 *
 * @param because {@code null} unless it was met
 */
record Finding(Outcome outcome, @Nullable Because because) {

    static final Finding NOT_MET = new Finding(Outcome.NOT_MET, null);
    static final Finding WITHHELD = new Finding(Outcome.WITHHELD, null);

    static Finding met(Because because) {
        return new Finding(Outcome.MET, because);
    }
}
