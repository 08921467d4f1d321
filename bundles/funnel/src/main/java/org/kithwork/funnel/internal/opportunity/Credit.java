package org.kithwork.funnel.internal.opportunity;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The part of a win that is somebody's.
 *
 * @param percent above zero, with two decimals; those of one opportunity sum to a hundred
 */
public record Credit(
        String userId,
        @Nullable String name,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal percent) {

    /** The decimals of a percentage. */
    static final int SCALE = 2;

    public Credit {
        percent = percent.setScale(SCALE, RoundingMode.UNNECESSARY);
    }
}
