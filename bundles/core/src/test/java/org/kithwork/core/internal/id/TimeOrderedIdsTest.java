package org.kithwork.core.internal.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.kithwork.id.Ids;
import org.kithwork.test.FixedClock;

class TimeOrderedIdsTest {

    private final FixedClock clock = FixedClock.in2026();
    private final Ids ids = new TimeOrderedIds(clock);

    @Test
    void laterIdsSortAfterEarlierOnesWithinAMillisecondAndWhenTheClockGoesBack() {
        var made = new ArrayList<String>();
        for (int i = 0; i < 5_000; i++) {
            made.add(ids.next());
        }
        clock.advance(Duration.ofHours(-1));
        for (int i = 0; i < 5_000; i++) {
            made.add(ids.next());
        }

        var sorted = new ArrayList<>(made);
        Collections.sort(sorted);
        assertThat(made).isEqualTo(sorted).doesNotHaveDuplicates();
        assertThat(made).allMatch(Ids::isId).allMatch(id -> id.charAt(14) == '7');
    }
}
