package org.kithwork.web.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BodyRateTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final BodyRate body = new BodyRate(new ByteArrayInputStream(new byte[100_000]), nanos::get);

    private int after(Duration wait, int bytes) throws Exception {
        nanos.addAndGet(wait.toNanos());
        return body.read(new byte[bytes]);
    }

    @Test
    @DisplayName("S-35: ten seconds are everybody's, then a body has to come in at 1 KiB a second")
    void s35_rate() throws Exception {
        assertThat(after(Duration.ofSeconds(10), 1)).isEqualTo(1);
        var refused = catchThrowableOfType(Refusal.class, () -> after(Duration.ofMillis(1), 1));
        assertThat(refused.failure().status()).isEqualTo(408);
    }

    @Test
    @DisplayName("S-35: a body that comes in at the least rate is read to its end")
    void s35_fastEnough() throws Exception {
        for (int i = 0; i < 90; i++) {
            assertThat(after(Duration.ofSeconds(1), 1024)).isEqualTo(1024);
        }
        assertThat(catchThrowableOfType(Refusal.class, () -> after(Duration.ofSeconds(2), 1024)))
                .isNotNull();
    }

    @Test
    @DisplayName("S-35: the end of a body is its end, whenever it comes")
    void s35_end() throws Exception {
        assertThat(body.skip()).isTrue();
        assertThat(after(Duration.ofHours(1), 1)).isEqualTo(-1);
    }

    @Test
    @DisplayName("S-35: what is refused is read on for ten seconds")
    void s35_readOn() throws Exception {
        nanos.addAndGet(Duration.ofSeconds(10).toNanos() + 1);
        assertThat(body.skip()).isFalse();
    }
}
