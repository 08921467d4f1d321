package org.kithwork.funnel.internal.repurchase;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a customer buys, by the days on which he bought: several purchases of a day are one. The gap that is to be expected is the median of
 * the last eight gaps between such days; of 1, 15, 29 May and 14 June (gaps of 14, 14, 16) it is 14, of an even number of gaps the mean of
 * the two in the middle. Three gaps at least make a rhythm that can be relied on; what is made of fewer is for whoever asks to say.
 *
 * @param days how many days he bought on
 * @param gapDays {@code null} after a single day
 */
public record Rhythm(
        int days,
        LocalDate lastOn,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal gapDays) {

    /** The median of whole days has a half at most. */
    public static final int DECIMALS = 1;

    private static final int MOST_GAPS = 8;

    /** The rhythm of purchases on these days; empty where there were none. */
    public static Optional<Rhythm> of(Collection<LocalDate> bought) {
        var days = new ArrayList<>(new TreeSet<>(bought));
        if (days.isEmpty()) {
            return Optional.empty();
        }
        var gaps = new ArrayList<Long>();
        for (int i = Math.max(1, days.size() - MOST_GAPS); i < days.size(); i++) {
            gaps.add(ChronoUnit.DAYS.between(days.get(i - 1), days.get(i)));
        }
        return Optional.of(new Rhythm(days.size(), days.get(days.size() - 1), median(gaps)));
    }

    private static @Nullable BigDecimal median(ArrayList<Long> gaps) {
        if (gaps.isEmpty()) {
            return null;
        }
        gaps.sort(null);
        var upper = gaps.get(gaps.size() / 2);
        var lower = gaps.get((gaps.size() - 1) / 2);
        return BigDecimal.valueOf(lower + upper).divide(BigDecimal.valueOf(2), DECIMALS, RoundingMode.UNNECESSARY);
    }

    /**
     * The day on which he is expected again: the first one on which so many gaps have passed.
     *
     * @param gap the gap that is expected
     */
    public static LocalDate due(LocalDate lastOn, BigDecimal gap, BigDecimal factor) {
        return lastOn.plusDays(
                gap.multiply(factor).setScale(0, RoundingMode.CEILING).longValueExact());
    }
}
