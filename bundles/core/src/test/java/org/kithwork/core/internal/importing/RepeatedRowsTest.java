package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

/** The same person twice in one file. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RepeatedRowsTest {

    private static final Map<DatabaseKind, CustomerFixture> CUSTOMERS = new ConcurrentHashMap<>();
    private static final String HEADER = "客户编号,姓名,手机,公司,更新时间\n";
    private static final String FIRST = "A1,李明,13812345678,甲,2026-05-01\n";
    private static final String SECOND = "A1,李明,13812345678,乙,2026-05-02\n";

    private final ImportFixture node;

    RepeatedRowsTest(DatabaseKind kind) {
        node = new ImportFixture(CUSTOMERS.computeIfAbsent(kind, CustomerFixture::open));
    }

    @BeforeEach
    void clear() {
        node.clear();
        node.access.allowAll(FakeAccess.SOMEBODY);
    }

    @AfterEach
    void close() {
        node.close();
    }

    /** Tries and runs a file; the counts of both, and the company in the end. */
    private void check(String rows, String policy, List<Long> counts, String company) {
        var options = ImportFixture.options("source", "pos", "onDuplicate", policy);
        var trial = node.await(node.upload(HEADER + rows, options, true));
        assertThat(node.count("core_customer")).isZero();
        assertThat(counts(trial)).as("trial of " + policy).isEqualTo(counts);
        var run = node.await(node.desk.start(trial.id(), false, Locale.ENGLISH));
        assertThat(counts(run)).as(policy).isEqualTo(counts);
        assertThat(node.query("SELECT company FROM core_customer")).containsExactly(company);
    }

    private static List<Long> counts(ImportView view) {
        return List.of(view.created(), view.updated(), view.unchanged(), view.skipped(), view.review(), view.errors());
    }

    @Test
    @DisplayName("IMP-04: of two rows of one key in a file the second is skipped, and a trial says so")
    void imp04_skip() {
        check(FIRST + SECOND, "SKIP", List.of(1L, 0L, 0L, 1L, 0L, 0L), "甲");
    }

    @Test
    @DisplayName("IMP-04: of two rows of one key in a file the second overwrites the first, and a trial says so")
    void imp04_overwrite() {
        check(FIRST + SECOND, "OVERWRITE", List.of(1L, 1L, 0L, 0L, 0L, 0L), "乙");
    }

    @Test
    @DisplayName("IMP-04: of two rows of one key in a file the second fills only what the first left empty")
    void imp04_fill() {
        check(FIRST + SECOND, "FILL", List.of(1L, 0L, 1L, 0L, 0L, 0L), "甲");
        node.clear();
        var run = node.run(HEADER + "A1,李明,13812345678,,\n" + SECOND, "source", "pos", "onDuplicate", "FILL");
        node.expect(run, 1, 1, 0, 0);
        assertThat(node.query("SELECT company FROM core_customer")).containsExactly("乙");
    }

    @Test
    @DisplayName("IMP-04: of two rows of one key in a file the newer one wins, whichever comes first")
    void imp04_newest() {
        check(FIRST + SECOND, "NEWEST", List.of(1L, 1L, 0L, 0L, 0L, 0L), "乙");
        node.clear();
        var run = node.run(HEADER + SECOND + FIRST, "source", "pos", "onDuplicate", "NEWEST");
        node.expect(run, 1, 0, 1, 0);
        assertThat(node.query("SELECT company FROM core_customer")).containsExactly("乙");
    }

    @Test
    @DisplayName("IMP-04: the second row of one key in a file is left for review, and a trial says so")
    void imp04_review() {
        check(FIRST + SECOND, "REVIEW", List.of(1L, 0L, 0L, 0L, 1L, 0L), "甲");
    }

    @Test
    @DisplayName("IMP-04: a person who comes twice under different keys is found by telephone number and name")
    void imp04_byTelephone() {
        check(FIRST + "B7,李明,13812345678,丙,\n", "SKIP", List.of(1L, 0L, 0L, 1L, 0L, 0L), "甲");
        node.clear();
        check("A1,李明,13812345678,甲,\nA1,李明,13812345678,甲,\n", "SKIP", List.of(1L, 0L, 1L, 0L, 0L, 0L), "甲");
    }
}
