package org.kithwork.core.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

/** Many who change the same tables at once neither wait for each other for long nor lose a change unnoticed. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ParallelChangesTest {

    private static final int MANY = 16;

    private final AdminFixture it;

    ParallelChangesTest(DatabaseKind kind) {
        it = AdminFixture.shared(kind);
    }

    @Test
    void rolesMadeAtOnceAreAllMade() throws Exception {
        var made = atOnce(i -> () -> it.as(
                it.root,
                () -> it.roles
                        .create(new RoleAdmin.Draft("parallel " + i, List.of(), List.of(), null), Locale.ENGLISH)
                        .id()));
        assertThat(made).hasSize(MANY).doesNotHaveDuplicates();
        it.asRoot(() -> made.forEach(
                id -> assertThat(it.roles.get(id, Locale.ENGLISH).users()).isZero()));
    }

    @Test
    @DisplayName("CORE-16, edge 39: of changes to one version one is made and the others are stale")
    void ofChangesToOneVersionOneIsMadeAndTheOthersAreStale() throws Exception {
        var version = it.company.get().version();
        var answers = atOnce(i -> () -> it.as(it.root, () -> {
            try {
                it.company.change(version, TestPatch.of("{'name':'company " + i + "'}"));
                return "changed";
            } catch (Problem problem) {
                assertThat(problem.kind()).isEqualTo(ProblemKind.STALE);
                return "stale";
            }
        }));
        assertThat(answers.stream().filter("changed"::equals)).hasSize(1);
        assertThat(it.company.get().version()).isEqualTo(version + 1);
    }

    private static List<String> atOnce(IntFunction<Callable<String>> body) throws Exception {
        var pool = Executors.newFixedThreadPool(MANY);
        try {
            var all = new ArrayList<Callable<String>>();
            for (int i = 0; i < MANY; i++) {
                all.add(body.apply(i));
            }
            var answers = new ArrayList<String>();
            for (var one : pool.invokeAll(all)) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
