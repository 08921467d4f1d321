package org.kithwork.funnel.internal.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T01:00:00Z");

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static Instant day(int day) {
        return MONDAY.plus(Duration.ofDays(day));
    }

    @Test
    @DisplayName(
            "FUN-06: of 200, 120, 48 and 24 that reached the stages 60, 40 and 50 % went on, and the second is the weakest")
    void conversion() {
        var furthest = new ArrayList<Integer>();
        furthest.addAll(Collections.nCopies(80, 0));
        furthest.addAll(Collections.nCopies(72, 1));
        furthest.addAll(Collections.nCopies(24, 2));
        furthest.addAll(Collections.nCopies(24, 3));
        Collections.shuffle(furthest, new java.util.Random(6));

        var conversion = Conversion.of(4, furthest);

        assertThat(conversion.reached()).containsExactly(200L, 120L, 48L, 24L);
        assertThat(conversion.steps().stream().map(Optional::orElseThrow))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(number("0.6"), number("0.4"), number("0.5"));
        assertThat(conversion.overall().orElseThrow()).isEqualByComparingTo("0.12");
        assertThat(conversion.weakest()).contains(1);
    }

    @Test
    @DisplayName("FUN-06: nothing divided by nothing is no figure")
    void nothing() {
        var none = Conversion.of(3, List.of());

        assertThat(none.steps()).containsExactly(Optional.empty(), Optional.empty());
        assertThat(none.overall()).isEmpty();
        assertThat(none.weakest()).isEmpty();
        assertThat(Conversion.of(3, List.of(0, 0)).steps())
                .satisfiesExactly(
                        first -> assertThat(first.orElseThrow()).isEqualByComparingTo("0"),
                        second -> assertThat(second).isEmpty());
    }

    @Test
    @DisplayName("FUN-05: what came back to a stage was there for both stays, and the last one counts until now")
    void stays() {
        var entries = List.of(
                new Stays.Entry("first", day(0)),
                new Stays.Entry("second", day(2)),
                new Stays.Entry("first", day(3)),
                new Stays.Entry("third", day(7)));

        assertThat(Stays.of(entries, day(9)))
                .isEqualTo(
                        Map.of("first", Duration.ofDays(6), "second", Duration.ofDays(1), "third", Duration.ofDays(2)));
    }

    @Test
    @DisplayName("FUN-07: mean and median of the cycle")
    void cycle() {
        var cycles =
                HeldDurations.told(Stream.of(1, 2, 3, 10).map(Duration::ofDays).toList(), 50);

        assertThat(cycles.mean().orElseThrow()).isEqualByComparingTo("4");
        assertThat(cycles.median().orElseThrow()).isEqualByComparingTo("2.5");
        assertThat(HeldDurations.told(List.of(), 50).mean()).isEmpty();
        assertThat(HeldDurations.told(List.of(), 50).median()).isEmpty();
    }

    @Test
    @DisplayName("FUN-20: the eightieth percentile lies between the two durations around it")
    void percentile() {
        var eleven = HeldDurations.told(
                IntStream.rangeClosed(0, 10).mapToObj(Duration::ofDays).toList(), 80, 100);

        assertThat(eleven.percentile(80).orElseThrow()).isEqualByComparingTo("8");
        assertThat(HeldDurations.told(List.of(Duration.ofDays(1), Duration.ofDays(2)), 80)
                        .percentile(80)
                        .orElseThrow())
                .isEqualByComparingTo("1.8");
        assertThat(eleven.percentile(100).orElseThrow()).isEqualByComparingTo("10");
    }

    @Test
    @DisplayName("FUN-07: 40 open ones, a quarter won, 12,000 each in 30 days are 4,000 a day")
    void velocity() {
        var closed = new Closed(5, 15, number("60000"), number("140000"));

        assertThat(closed.winRate().orElseThrow()).isEqualByComparingTo("0.25");
        assertThat(closed.winRateByValue().orElseThrow()).isEqualByComparingTo("0.3");
        assertThat(closed.velocity(40, number("30")).orElseThrow()).isEqualByComparingTo("4000");
        assertThat(new Closed(0, 0, BigDecimal.ZERO, BigDecimal.ZERO).velocity(40, number("30")))
                .isEmpty();
        assertThat(closed.velocity(40, BigDecimal.ZERO)).isEmpty();
    }

    @Test
    @DisplayName("FUN-23: nine of twenty with 0.30 assumed are 0.375, and none at all is what is assumed")
    void learned() {
        assertThat(LearnedProbability.of(9, 20, number("0.30"), LearnedProbability.DEFAULT_WEIGHT))
                .isEqualByComparingTo("0.375");
        assertThat(LearnedProbability.of(0, 0, number("0.30"), LearnedProbability.DEFAULT_WEIGHT))
                .isEqualByComparingTo("0.30");
    }

    @Test
    @DisplayName("FUN-23: to think 0.8 of a win and 0.4 of a loss is off by 0.1 in the mean square")
    void brier() {
        var guesses = List.of(new BrierScore.Guess(number("0.8"), true), new BrierScore.Guess(number("0.4"), false));

        assertThat(BrierScore.of(guesses).orElseThrow()).isEqualByComparingTo("0.1");
        assertThat(BrierScore.of(List.of())).isEmpty();
    }

    @Test
    @DisplayName("FUN-24: 1,000 at a half is 500, and in nine of ten cases from nothing to 1,322.43")
    void expectation() {
        var one = Expectation.of(number("1000"), number("1000000"), number("0.5"));

        assertThat(one.mean()).isEqualByComparingTo("500");
        assertThat(one.variance()).isEqualByComparingTo("250000");
        assertThat(one.low()).isEqualByComparingTo("0");
        assertThat(one.high()).isEqualByComparingTo("1322.427");
        var hundred = Expectation.of(number("100000"), number("100000000"), number("0.5"));
        // 100 of 1,000 each: the standard deviation is 5,000
        assertThat(hundred.low()).isEqualByComparingTo("41775.73");
        assertThat(Expectation.onward(List.of(number("0.8"), number("0.5"), number("0.5")), 1))
                .isEqualByComparingTo("0.25");
        assertThat(Expectation.onward(List.of(number("0.8")), 1)).isEqualByComparingTo("1");
    }

    @Test
    @DisplayName("FUN-09: how far forecasts were off, by what came")
    void forecastError() {
        var months = List.of(
                new ForecastError.Month(number("80"), number("100")),
                new ForecastError.Month(number("130"), number("100")));

        assertThat(ForecastError.of(months).orElseThrow()).isEqualByComparingTo("0.25");
        assertThat(ForecastError.of(List.of(new ForecastError.Month(number("5"), BigDecimal.ZERO))))
                .isEmpty();
    }
}
