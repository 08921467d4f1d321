package org.kithwork.funnel.internal.repurchase;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private static final LocalDate START = LocalDate.of(2026, 5, 1);

    private static Rhythm of(Integer... days) {
        return Rhythm.of(Stream.of(days).map(START::plusDays).toList()).orElseThrow();
    }

    @Test
    @DisplayName(
            "FUN-17: the expected gap is the median of the gaps between days on which was bought, several purchases of a day being one")
    void median() {
        assertThat(of(0, 14, 28, 44)).isEqualTo(new Rhythm(4, START.plusDays(44), new BigDecimal("14.0")));
        assertThat(of(44, 0, 28, 14, 14, 0).gapDays()).hasToString("14.0");
        assertThat(of(0, 10, 25).gapDays()).hasToString("12.5");
        assertThat(of(3).gapDays()).isNull();
        assertThat(Rhythm.of(List.of())).isEmpty();
    }

    @Test
    @DisplayName("FUN-17: the last eight gaps alone count")
    void lastEight() {
        assertThat(of(0, 100, 200, 300, 310, 320, 330, 340, 350, 360, 370, 380).gapDays())
                .hasToString("10.0");
    }

    @Test
    @DisplayName("FUN-17: somebody is expected on the first day on which the gaps have passed")
    void due() {
        assertThat(Rhythm.due(START, new BigDecimal("14.0"), BigDecimal.ONE)).isEqualTo(START.plusDays(14));
        assertThat(Rhythm.due(START, new BigDecimal("12.5"), BigDecimal.ONE)).isEqualTo(START.plusDays(13));
        assertThat(Rhythm.due(START, new BigDecimal("14.0"), new BigDecimal("1.25")))
                .isEqualTo(START.plusDays(18));
    }
}
