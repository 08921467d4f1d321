package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.permission.StoreId;

class BehaviourTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Test
    @DisplayName("ARC-08: without purchases there is no median, no average, no share and no favourite: n/a, not zero")
    void arc08_nothing() {
        var behaviour = new Behaviour(List.of(), bought -> SHANGHAI);

        assertThat(behaviour.visitDays()).isZero();
        assertThat(behaviour.medianGap()).isEmpty();
        assertThat(behaviour.averageBasket(CNY)).isEmpty();
        assertThat(behaviour.category()).isEmpty();
        assertThat(behaviour.dayPart()).isEmpty();
        assertThat(behaviour.store()).isEmpty();
        assertThat(behaviour.band(CNY)).isEmpty();
        assertThat(behaviour.channels()).isEmpty();
    }

    @Test
    @DisplayName("ARC-08: a visit day counts once for each store and day, by the clock of the store")
    void arc08_visitDays() {
        var here = new StoreId("00000000-0000-7000-8000-000000000001");
        var there = new StoreId("00000000-0000-7000-8000-000000000002");
        var behaviour = new Behaviour(
                List.of(
                        bought("2026-02-03T16:30:00Z", here, "1"),
                        bought("2026-02-03T15:30:00Z", here, "1"),
                        bought("2026-02-03T05:30:00Z", there, "1"),
                        bought("2026-02-03T02:30:00Z", here, "1")),
                bought -> SHANGHAI);

        assertThat(behaviour.visitDays()).isEqualTo(3);
        assertThat(behaviour.medianGap()).isPresent();
    }

    @Test
    @DisplayName("ARC-08: the median of an even number of gaps lies in the middle of the two in the middle")
    void arc08_median() {
        assertThat(Behaviour.median(List.of(1L, 10L, 2L))).contains(new BigDecimal("2.0"));
        assertThat(Behaviour.median(List.of(1L, 10L, 2L, 5L))).contains(new BigDecimal("3.5"));
        assertThat(Behaviour.median(List.of())).isEmpty();
    }

    @Test
    @DisplayName("ARC-07: shares lie between nought and one, and the favourite is what most purchases have")
    void arc07_property() {
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            var purchases = new ArrayList<Bought>();
            int count = 1 + random.nextInt(40);
            for (int i = 0; i < count; i++) {
                var categories = new java.util.HashSet<String>();
                for (int c = random.nextInt(3); c > 0; c--) {
                    categories.add("c" + random.nextInt(4));
                }
                purchases.add(new Bought(
                        "p" + i,
                        Instant.parse("2026-02-01T00:00:00Z").minusSeconds(i * 50_000L),
                        null,
                        "STORE",
                        CNY,
                        BigDecimal.valueOf(random.nextInt(10_000), 2),
                        false,
                        categories));
            }
            var behaviour = new Behaviour(purchases, bought -> SHANGHAI);
            behaviour.category().ifPresent(found -> {
                assertThat(found.share()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
                assertThat(found.of()).isEqualTo((int) purchases.stream()
                        .filter(bought -> !bought.categories().isEmpty())
                        .count());
                for (int c = 0; c < 4; c++) {
                    var category = "c" + c;
                    assertThat(purchases.stream()
                                    .filter(bought -> bought.categories().contains(category))
                                    .count())
                            .isLessThanOrEqualTo(found.count());
                }
            });
            behaviour.band(CNY).ifPresent(band -> {
                assertThat(band.from().amount())
                        .isLessThanOrEqualTo(band.until().amount());
                assertThat(band.held().share()).isGreaterThanOrEqualTo(new BigDecimal("0.5"));
            });
        }
    }

    @Test
    @DisplayName("ARC-07: the day has five parts, and the night lasts until five")
    void arc07_dayParts() {
        assertThat(List.of(0, 4, 5, 10, 11, 13, 14, 16, 17, 21, 22, 23).stream()
                        .map(DayPart::of)
                        .toList())
                .containsExactly(
                        DayPart.NIGHT,
                        DayPart.NIGHT,
                        DayPart.MORNING,
                        DayPart.MORNING,
                        DayPart.NOON,
                        DayPart.NOON,
                        DayPart.AFTERNOON,
                        DayPart.AFTERNOON,
                        DayPart.EVENING,
                        DayPart.EVENING,
                        DayPart.NIGHT,
                        DayPart.NIGHT);
    }

    private static Bought bought(String at, StoreId store, String net) {
        return new Bought(at, Instant.parse(at), store, "STORE", CNY, new BigDecimal(net), false, Set.of("tea"));
    }
}
