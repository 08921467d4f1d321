package org.kithwork.core.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RateCounterTest {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static int names;

    private final CustomerFixture it;
    private final LimitFixture limits;
    private final RateCounter counter;

    RateCounterTest(DatabaseKind kind) {
        it = CustomerFixture.shared(kind);
        limits = it.limits;
        counter = new RateCounter(limits.usage, it.keys, it.company, limits.clock);
    }

    private static String somebody() {
        names++;
        return "203.0.113.1 " + names;
    }

    @Test
    @DisplayName("IMP-10: so many are let through in a window, each for himself")
    void soMany() {
        var one = somebody();
        var other = somebody();

        assertThat(counter.take("intake.form", one, 2, WINDOW)).isTrue();
        assertThat(counter.take("intake.form", one, 2, WINDOW)).isTrue();
        assertThat(counter.take("intake.form", one, 2, WINDOW)).isFalse();
        assertThat(counter.take("intake.form", other, 2, WINDOW)).isTrue();
        assertThat(counter.take("intake.other", one, 2, WINDOW)).isTrue();

        limits.clock.advance(WINDOW);
        assertThat(counter.take("intake.form", one, 2, WINDOW)).isTrue();
    }

    @Test
    @DisplayName("IMP-10: of many at once so many are let through and no more")
    void atOnce() throws Exception {
        var one = somebody();
        var pool = Executors.newFixedThreadPool(12);
        int through = 0;
        try {
            var tries = IntStream.range(0, 12)
                    .<Callable<Boolean>>mapToObj(i -> () -> counter.take("intake.form", one, 5, WINDOW))
                    .toList();
            for (var result : pool.invokeAll(tries)) {
                through += result.get() ? 1 : 0;
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(through).isEqualTo(5);
    }

    @Test
    @DisplayName("S-24: nothing readable is kept of who it was")
    void nothingReadable() throws SQLException {
        counter.take("intake.form", "198.51.100.77", 5, WINDOW);

        try (var connection = it.database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT usage_key FROM core_usage")) {
            while (rows.next()) {
                assertThat(rows.getString(1)).doesNotContain("198.51.100").doesNotContain("intake");
            }
        }
    }

    @Test
    void aWindowIsFromASecondToADay() {
        assertThatThrownBy(() -> counter.take("intake.form", "x", 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> counter.take("intake.form", "x", 1, Duration.ofDays(2)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
