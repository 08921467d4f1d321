package org.kithwork.core.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.aries.jpa.template.TransactionType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.StatementLimit;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class StatementLimitTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final TestDatabase database;
    private final String endless;
    private final String quick;

    StatementLimitTest(DatabaseKind kind) {
        database = TestDatabase.create(kind, "core", "db/core/changelog.xml");
        var columns = kind == DatabaseKind.DERBY ? "sys.syscolumns" : "pg_attribute";
        endless = "SELECT COUNT(*) FROM " + columns + " a, " + columns + " b, " + columns + " c, " + columns + " d";
        quick = "SELECT COUNT(*) FROM core_user";
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long count(String query) {
        return database.transactions()
                .call(() -> database.jpa()
                        .txExpr(
                                TransactionType.Supports,
                                em -> ((Number) em.createNativeQuery(query).getSingleResult()).longValue()));
    }

    private long limited(Supplier<Long> body) {
        return StatementLimit.within(SHORT, body);
    }

    @Test
    @DisplayName("S-35: a statement past its time is cancelled, and the caller hears when to come again")
    void slowStatementsAreCancelled() {
        var problem = catchThrowableOfType(Problem.class, () -> limited(() -> count(endless)));

        assertThat(problem.kind()).isEqualTo(ProblemKind.UNAVAILABLE);
        assertThat(problem.code()).isEqualTo("statement-too-long");
        assertThat(problem.retryAfter()).isPresent();
    }

    @Test
    @DisplayName("S-35: nothing of a transaction stays whose statement was cancelled")
    void whatWentBeforeIsRolledBack() {
        var before = count("SELECT COUNT(*) FROM core_store");
        assertThat(catchThrowable(() -> limited(() -> database.transactions().call(() -> {
                    database.jpa()
                            .tx(em -> em.createNativeQuery("DELETE FROM core_store")
                                    .executeUpdate());
                    return count(endless);
                }))))
                .isInstanceOf(Problem.class);

        assertThat(count("SELECT COUNT(*) FROM core_store")).isEqualTo(before);
    }

    @Test
    @DisplayName("S-35: after cancelled statements the connections still serve, and without a limit whom none binds")
    void theConnectionsGoBackToThePool() {
        for (int i = 0; i < 3; i++) {
            assertThat(catchThrowable(() -> limited(() -> count(endless)))).isInstanceOf(Problem.class);
        }

        assertThat(limited(() -> count(quick))).isZero();
        assertThat(count(quick)).isZero();
        assertThat(timeout()).isZero();
    }

    @Test
    @DisplayName("S-35: jobs and the shell have no limit, also on a connection that served a request")
    void othersHaveNoLimit() {
        assertThat(StatementLimit.within(SHORT, this::timeout)).isEqualTo(1);
        assertThat(timeout()).isZero();
        assertThat(StatementLimit.current()).isEmpty();
    }

    private int timeout() {
        try (var connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return statement.getQueryTimeout();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
