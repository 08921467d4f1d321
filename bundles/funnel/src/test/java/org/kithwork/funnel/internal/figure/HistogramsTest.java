package org.kithwork.funnel.internal.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Integer> PERCENTS = List.of(0, 1, 50, 80, 99, 100);

    private static List<Long> some(int count, long from, long until) {
        return new Random(count).longs(count, from, until).boxed().toList();
    }

    private static void assertSameAsSorted(HeldDurations held) {
        var found = new Histograms<>(held, PERCENTS).of(HOUR);

        assertThat(found.keySet()).isEqualTo(held.millis().keySet());
        held.millis().forEach((group, millis) -> {
            var sorted =
                    new SortedDurations(millis.stream().map(Duration::ofMillis).toList());
            var counted = found.get(group);
            assertThat(counted.count()).isEqualTo(millis.size());
            assertThat(counted.mean()).isEqualTo(sorted.mean());
            assertThat(counted.median()).isEqualTo(sorted.median());
            for (var percent : PERCENTS) {
                assertThat(counted.percentile(percent))
                        .as("%s per cent of %s", percent, group)
                        .isEqualTo(sorted.percentile(percent));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 999, 1000})
    @DisplayName("FUN-07: percentiles that are counted are those of the sorted durations")
    void areThoseOfTheSorted(int count) {
        assertSameAsSorted(new HeldDurations(Map.of(
                "years", some(count, 0, Duration.ofDays(2000).toMillis()),
                "hours", some(count, 0, HOUR.toMillis() * 3),
                "alike", LongStream.generate(() -> 7).limit(count).boxed().toList(),
                // A clock that was set back between two steps.
                "before", some(count, -HOUR.toMillis() * 2, HOUR.toMillis()))));
    }

    @Test
    @DisplayName("FUN-07: many within one hour are counted by the minute before they are looked at")
    void manyInOneBin() {
        var held = new HeldDurations(Map.of("quick", some(60_000, 0, HOUR.toMillis())));

        assertSameAsSorted(held);

        assertThat(held.asked()).containsExactly(HOUR, Duration.ofMinutes(1), Duration.ofMillis(1));
    }

    @Test
    @DisplayName("FUN-07: what is taken away while it is counted leaves a figure that was near")
    void takenAwayMeanwhile() {
        var held = new HeldDurations(Map.of("some", some(100, 0, HOUR.toMillis() * 50)));
        Histograms.Counter<String> forgetful =
                (width, within, wider) -> within.isEmpty() ? held.count(width, within, wider) : List.of();

        var median =
                new Histograms<>(forgetful, List.of(50)).of(HOUR).get("some").median();

        assertThat(median.orElseThrow())
                .isCloseTo(
                        new SortedDurations(held.millis().get("some").stream()
                                        .map(Duration::ofMillis)
                                        .toList())
                                .median()
                                .orElseThrow(),
                        Offset.offset(new BigDecimal("0.05")));
    }

    @Test
    @DisplayName("FUN-07: of nothing nothing is told")
    void nothing() {
        assertThat(new Histograms<>(new HeldDurations(Map.of()), PERCENTS).of(HOUR))
                .isEmpty();
        assertThat(Distribution.NONE.mean()).isEqualTo(Optional.empty());
        assertThat(Distribution.NONE.median()).isEqualTo(Optional.empty());
    }
}
