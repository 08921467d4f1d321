package org.kithwork.funnel.internal.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecayTest {

    @ParameterizedTest
    @CsvSource({
        "20, 30, 0, 20.0",
        "20, 30, 15, 14.1",
        "20, 30, 30, 10.0",
        "20, 30, 45, 7.1",
        "20, 30, 60, 5.0",
        "-10, 90, 45, -7.1",
        "1, 1, 2, 0.3",
        "100, 1, 3650, 0.0",
        "20, , 3650, 20.0"
    })
    @DisplayName("FUN-22: the points of a fact halve with each half-life, rounded to one decimal")
    void halves(int points, @Nullable Integer halfLife, int age, String left) {
        assertThat(Decay.left(points, halfLife, Duration.ofDays(age))).hasToString(left);
    }

    @Test
    @DisplayName("FUN-22: a fact that lies ahead is worth no more than one of now")
    void ahead() {
        assertThat(Decay.left(20, 30, Duration.ofDays(-3))).hasToString("20.0");
    }
}
