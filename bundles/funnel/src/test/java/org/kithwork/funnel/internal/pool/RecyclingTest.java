package org.kithwork.funnel.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kithwork.funnel.internal.pool.Recycling.Facts;
import org.kithwork.funnel.internal.pool.Recycling.Return;

class RecyclingTest {

    private static final LocalDate SINCE = LocalDate.of(2026, 3, 1);

    private static PoolRules rules(@Nullable Integer afterDays, @Nullable Integer withoutDeal) {
        return new PoolRules(null, null, 0, afterDays, withoutDeal, null, 0);
    }

    private static Optional<Return> back(PoolRules rules, @Nullable LocalDate contact, @Nullable LocalDate deal) {
        return Recycling.of(rules, new Facts(SINCE, contact, deal));
    }

    @Test
    @DisplayName("FUN-19: a customer goes back after thirty days without a real follow-up, counted from the last one")
    void thirtyDays() {
        assertThat(back(rules(30, null), null, null)).contains(new Return(SINCE.plusDays(30), PoolStep.NO_FOLLOW_UP));
        assertThat(back(rules(30, null), SINCE.plusDays(9), null))
                .contains(new Return(SINCE.plusDays(39), PoolStep.NO_FOLLOW_UP));
    }

    @Test
    @DisplayName("FUN-19: whoever gets a customer has all the days, whenever somebody else last talked to him")
    void allTheDays() {
        assertThat(back(rules(30, 90), SINCE.minusDays(40), SINCE.minusDays(400)))
                .contains(new Return(SINCE.plusDays(30), PoolStep.NO_FOLLOW_UP));
    }

    @Test
    @DisplayName("FUN-19: a customer goes back after so many days without a deal, however often he was talked to")
    void withoutDeal() {
        assertThat(back(rules(30, 90), SINCE.plusDays(85), null))
                .contains(new Return(SINCE.plusDays(90), PoolStep.NO_DEAL));
        assertThat(back(rules(null, 90), null, SINCE.plusDays(20)))
                .contains(new Return(SINCE.plusDays(110), PoolStep.NO_DEAL));
        assertThat(back(rules(null, null), null, null)).isEmpty();
    }

    @Test
    @DisplayName("FUN-19: a customer with a contract stays to its end and the days of grace behind it")
    void contracts() {
        var back = new Return(SINCE.plusDays(30), PoolStep.NO_FOLLOW_UP);

        assertThat(back.behind(SINCE.plusDays(40), 7).on()).isEqualTo(SINCE.plusDays(48));
        assertThat(back.behind(SINCE.plusDays(10), 7)).isEqualTo(back);
    }

    @ParameterizedTest
    @CsvSource({
        "PHONE, OUT, 30, true",
        "PHONE, OUT, 0, false",
        "PHONE, OUT, , false",
        "PHONE, IN, , true",
        "VISIT, OUT, , true",
        "COUNTER, OUT, , true",
        "EMAIL, OUT, , false",
        "EMAIL, IN, , true",
        "SMS, OUT, 30, false"
    })
    @DisplayName("FUN-19: real is a visit, a call in which somebody spoke, and what the customer says himself")
    void real(String channel, String direction, @Nullable Integer seconds, boolean real) {
        var data = new HashMap<String, Object>(Map.of("channel", channel, "direction", direction));
        if (seconds != null) {
            data.put("seconds", seconds);
        }
        assertThat(RealContact.is(data)).isEqualTo(real);
    }
}
