package org.kithwork.core.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PendingTest {

    private final Pending pending = new Pending();

    @Test
    void anEventWaitsForAnEarlierOneOfItsQueueWhoseCommitIsToldLate() {
        pending.written("e1", "customer");
        pending.written("e2", "customer");
        pending.written("e3", "somebody else");

        pending.committed("e2");
        pending.committed("e3");
        assertThat(pending.ready(10)).containsExactly("e3");

        pending.committed("e1");
        assertThat(pending.ready(10)).containsExactly("e1", "e2", "e3");
    }

    @Test
    void aRolledBackEventHoldsUpNobody() {
        pending.written("e1", "customer");
        pending.written("e2", "customer");
        pending.committed("e2");

        pending.remove(List.of("e1"));

        assertThat(pending.ready(10)).containsExactly("e2");
    }

    @Test
    void noMoreThanAskedForAreReady() {
        for (var id : List.of("e1", "e2", "e3")) {
            pending.written(id, id);
            pending.committed(id);
        }

        assertThat(pending.ready(2)).containsExactly("e1", "e2");
    }
}
