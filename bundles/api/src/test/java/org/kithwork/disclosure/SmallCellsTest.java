package org.kithwork.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.disclosure.SmallCells.Cell;

class SmallCellsTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4})
    @DisplayName("CORE-04: of fewer than five people nothing is said, not even whether there are any")
    void tooFewSayNothing(long people) {
        var figures = SmallCells.ofPartition(Map.of("a", people));
        assertThat(figures.total()).isNull();
        assertThat(figures.cells()).isEmpty();
        assertThat(figures.withheld()).isTrue();
    }

    @Test
    @DisplayName("CORE-04: one small group is not left out alone, since the total would tell it")
    void theNextSmallestGoesWithIt() {
        var figures = SmallCells.ofPartition(Map.of("a", 100L, "b", 60L, "c", 1L));
        assertThat(figures.total()).isEqualTo(160);
        assertThat(figures.cells()).containsExactly(new Cell("a", 100));
        assertThat(figures.withheld()).isTrue();
    }

    @Test
    void severalSmallGroupsThatAreFewPeopleTakeALargerOneWithThem() {
        assertThat(SmallCells.ofPartition(Map.of("a", 100L, "b", 10L, "c", 1L, "d", 1L))
                        .cells())
                .containsExactly(new Cell("a", 100));
        assertThat(SmallCells.ofPartition(Map.of("a", 100L, "b", 10L, "c", 3L, "d", 2L))
                        .cells())
                .containsExactly(new Cell("a", 100), new Cell("b", 10));
    }

    @Test
    void groupsThatOverlapAreLeftOutEachForItself() {
        var figures = SmallCells.ofOverlapping(Map.of("vip", 8L, "new", 3L), 20);
        assertThat(figures.total()).isEqualTo(20);
        assertThat(figures.cells()).containsExactly(new Cell("vip", 10));
    }

    @Test
    @DisplayName(
            "CORE-04 edge 37: whatever the groups, no figure is below five and what is left out is at least five people in two groups")
    void noFigureTellsOfFewerThanFive() {
        var random = new Random(37);
        for (int round = 0; round < 5_000; round++) {
            var counts = new HashMap<String, Long>();
            for (int group = 0; group < 1 + random.nextInt(6); group++) {
                counts.put("g" + group, (long) random.nextInt(random.nextBoolean() ? 7 : 60));
            }
            var figures = SmallCells.ofPartition(counts);
            var shown = new HashMap<>(counts);
            long people = counts.values().stream().mapToLong(Long::longValue).sum();
            for (var cell : figures.cells()) {
                assertThat(cell.count()).isGreaterThanOrEqualTo(5).isEqualTo(cell.count() / 5 * 5);
                assertThat(counts.get(cell.group())).isGreaterThanOrEqualTo(5);
                shown.remove(cell.group());
            }
            shown.values().removeIf(count -> count == 0);
            if (!shown.isEmpty() && people >= 5) {
                assertThat(figures.withheld()).isTrue();
                assertThat(shown.size() >= 2
                                || shown.size()
                                        == counts.values().stream()
                                                .filter(c -> c > 0)
                                                .count())
                        .as("%s", counts)
                        .isTrue();
                assertThat(shown.values().stream().mapToLong(Long::longValue).sum())
                        .as("%s", counts)
                        .isGreaterThanOrEqualTo(5);
            }
        }
    }

    @Test
    @DisplayName(
            "CORE-04 edge 37: with one person more a figure stays or moves by five, so that taking two answers from one another finds nobody")
    void onePersonIsNotSeenInADifference() {
        for (long people = 5; people < 200; people++) {
            var before = SmallCells.ofPartition(Map.of("a", people)).total();
            var after = SmallCells.ofPartition(Map.of("a", people + 1)).total();
            assertThat(before).isNotNull();
            assertThat(after).isNotNull();
            assertThat(after - before).isIn(0L, 5L);
        }
    }
}
