package org.kithwork.core.internal.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.interaction.FollowUpEntry;
import org.kithwork.interaction.InteractionEntry;
import org.kithwork.interaction.spi.FollowUpKeeper;
import org.kithwork.interaction.spi.InteractionKeeper;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.FakeAccess;

class KeepersTest {

    private static final InteractionEntry ENTRY = new InteractionEntry(
            new CustomerId("c0000000-0000-7000-8000-000000000001"), null, "PHONE", "IN", "Survey", "Fine");

    private final Keepers keepers = new Keepers(FakeAccess.allowingAll());

    @Test
    @DisplayName("IMP-13: while no module keeps interactions it is said which one to start")
    void away() {
        assertThatThrownBy(() -> keepers.record(ENTRY)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemKind.UNAVAILABLE);
            assertThat(problem.detail(Locale.ENGLISH)).contains("archives");
        });
    }

    @Test
    @DisplayName("FUN-12: follow-ups are planned by the module that is here, and not at all while none is")
    void theModuleThatIsHerePlans() {
        var planners = new Planners(FakeAccess.allowingAll());
        var entry = new FollowUpEntry(
                ENTRY.customer(),
                Instant.EPOCH,
                "CALL",
                "Offer",
                new ActorName(FakeAccess.SOMEBODY.id(), "Somebody"),
                null);
        assertThat(planners.isOpen()).isFalse();
        assertThatThrownBy(() -> planners.plan(entry))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.UNAVAILABLE));

        planners.keepers = List.of(new FollowUpKeeper() {
            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public String plan(FollowUpEntry asked) {
                return "planned " + asked.subject();
            }
        });

        assertThat(planners.isOpen()).isTrue();
        assertThat(planners.plan(entry)).isEqualTo("planned Offer");
    }

    @Test
    void theModuleThatIsHereRecords() {
        assertThat(keepers.isOpen()).isFalse();
        keepers.keepers = List.of(new InteractionKeeper() {
            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public String record(InteractionEntry told) {
                return "kept " + told.topic();
            }
        });

        assertThat(keepers.isOpen()).isTrue();
        assertThat(keepers.record(ENTRY)).isEqualTo("kept Survey");
    }
}
