package org.kithwork.funnel.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RealContactTest {

    @Test
    @DisplayName(
            "FUN-19: a call counts as a follow-up once somebody spoke, a visit always, a message once the customer writes")
    void whatCounts() {
        assertThat(RealContact.is(Map.of("channel", "PHONE", "direction", "OUT", "seconds", 1)))
                .isTrue();
        assertThat(RealContact.is(Map.of("channel", "PHONE", "direction", "OUT", "seconds", 0)))
                .isFalse();
        assertThat(RealContact.is(Map.of("channel", "PHONE", "direction", "OUT")))
                .isFalse();
        assertThat(RealContact.is(Map.of("channel", "VISIT", "direction", "OUT")))
                .isTrue();
        assertThat(RealContact.is(Map.of("channel", "IM", "direction", "OUT", "seconds", 60)))
                .isFalse();
        assertThat(RealContact.is(Map.of("channel", "IM", "direction", "IN"))).isTrue();
    }
}
