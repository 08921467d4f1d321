package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SignalRulesTest {

    private static Archives archives;

    @Parameter
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @BeforeEach
    void nothingIsAudited() {
        archives.audit.clear();
    }

    @AfterEach
    void noRuleIsLeft() {
        archives.signalRules.list().forEach(rule -> archives.signalRules.remove(rule.id()));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    private static SignalRuleDraft draft(String name) {
        return new SignalRuleDraft(name, "BUYING_INTENT", List.of("stroller"), null, null, 3, 7, null);
    }

    @Test
    @DisplayName("ARC-16: a rule is made, changed, switched off and removed, each with its audit")
    void arc16_life() {
        var made = archives.signalRules.add(new SignalRuleDraft(
                "Asks for strollers",
                "BUYING_INTENT",
                List.of(" stroller ", "婴儿车", "STROLLER", "push  chair"),
                "PHONE",
                "IN",
                3,
                7,
                null));
        assertThat(made.words()).containsExactly("stroller", "婴儿车", "push chair");
        assertThat(made.active()).isTrue();
        assertThat(archives.signalRules.list()).containsExactly(made);

        var changed = archives.signalRules.change(
                made.id(),
                made.version(),
                FakePatch.of("words", List.of("投诉"))
                        .with("kind", "SERVICE_PROBLEM")
                        .with("channel", null)
                        .with("active", false));
        assertThat(changed)
                .isEqualTo(new SignalRule(
                        made.id(),
                        made.version() + 1,
                        made.name(),
                        SignalKind.SERVICE_PROBLEM,
                        List.of("投诉"),
                        null,
                        Direction.IN,
                        3,
                        7,
                        false));
        assertThat(archives.signalRules.list()).containsExactly(changed);
        assertThat(archives.signalRules.active()).isEmpty();

        archives.signalRules.remove(made.id());
        assertThat(archives.signalRules.list()).isEmpty();
        assertThat(archives.audit.actions())
                .containsExactly("signal-rule.added", "signal-rule.changed", "signal-rule.removed");
        assertThatThrownBy(() -> archives.signalRules.remove(made.id())).isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("ARC-16: every fault of a rule is named at once, and an old version is refused")
    void arc16_faults() {
        assertThatThrownBy(() -> archives.signalRules.add(new SignalRuleDraft(
                        " ", "LOVE", List.of("x", " ", "y".repeat(61)), "PIGEON", "UP", 0, 366, null)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactlyInAnyOrder(
                                        "/name",
                                        "/kind",
                                        "/words/1",
                                        "/words/2",
                                        "/channel",
                                        "/direction",
                                        "/count",
                                        "/days"));
        assertThatThrownBy(() ->
                        archives.signalRules.add(new SignalRuleDraft(null, null, null, null, null, null, null, null)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactlyInAnyOrder("/name", "/kind", "/words", "/count", "/days"));
        assertThatThrownBy(() -> archives.signalRules.add(new SignalRuleDraft(
                        "x", "BUYING_INTENT", Collections.nCopies(21, "x"), null, null, 1, 1, null)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/words"));
        var rule = archives.signalRules.add(draft("x"));
        assertThatThrownBy(() -> archives.signalRules.change(rule.id(), rule.version() + 1, FakePatch.of("name", "y")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
        assertThatThrownBy(() -> archives.signalRules.change(rule.id(), rule.version(), FakePatch.of("id", "y")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.MALFORMED));
    }

    @Test
    @DisplayName("ARC-16: there are fifty rules at most")
    void arc16_most() {
        IntStream.range(0, SignalRules.MOST).forEach(i -> archives.signalRules.add(draft("rule " + i)));

        assertThatThrownBy(() -> archives.signalRules.add(draft("one more")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT));
        assertThat(archives.signalRules.list()).hasSize(SignalRules.MOST);
    }

    @Test
    @DisplayName("ARC-16: rules are kept by those alone who have the right to")
    void arc16_rights() {
        var rule = archives.signalRules.add(draft("x"));
        var clerk = archives.user("clerk", Archives.owner(new UserId(archives.ids.next())));

        archives.access.run(clerk, () -> {
            assertThatThrownBy(() -> archives.signalRules.list()).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> archives.signalRules.add(draft("y"))).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> archives.signalRules.change(rule.id(), rule.version(), FakePatch.of("name", "y")))
                    .isInstanceOf(Problem.class);
            assertThatThrownBy(() -> archives.signalRules.remove(rule.id())).isInstanceOf(Problem.class);
        });
        assertThat(archives.signalRules.list()).containsExactly(rule);
    }
}
