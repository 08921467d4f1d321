package org.kithwork.core.internal.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.customer.CustomerId;
import org.kithwork.interaction.InteractionEntry;
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
    void theModuleThatIsHereRecords() {
        keepers.keepers = List.of(entry -> "kept " + entry.topic());

        assertThat(keepers.record(ENTRY)).isEqualTo("kept Survey");
    }
}
