package org.kithwork.database.internal;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.function.Predicate;
import javax.persistence.EntityManager;
import javax.sql.DataSource;
import org.kithwork.store.Dialect;

/** What both dialects do alike: look at SQL states and bind values. */
abstract class AbstractDialect implements Dialect {

    private final DataSource dataSource;

    AbstractDialect(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    abstract Set<String> retryableStates();

    abstract Set<String> storageFullStates();

    abstract String insertIfAbsentText(String table, String[] columns, String marks);

    abstract String statisticsText(String table);

    @Override
    public boolean insertIfAbsent(EntityManager em, String table, String[] columns, Object... values) {
        var marks = String.join(", ", Collections.nCopies(columns.length, "?"));
        var query = em.createNativeQuery(insertIfAbsentText(table, columns, marks));
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        bindKey(query, values);
        return query.executeUpdate() == 1;
    }

    void bindKey(javax.persistence.Query query, Object[] values) {}

    @Override
    public boolean isRetryable(SQLException e) {
        return any(e, retryableStates()::contains) || any(e, state -> state.startsWith("08"));
    }

    @Override
    public boolean isDuplicate(SQLException e) {
        return any(e, "23505"::equals);
    }

    @Override
    public boolean isStorageFull(SQLException e) {
        return any(e, storageFullStates()::contains);
    }

    @Override
    public void refreshStatistics(String... tables) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            for (var table : tables) {
                statement.execute(statisticsText(table));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot refresh the statistics of " + Arrays.toString(tables), e);
        }
    }

    private static boolean any(SQLException failure, Predicate<String> state) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (var sql = cause instanceof SQLException s ? s : null; sql != null; sql = sql.getNextException()) {
                if (sql.getSQLState() != null && state.test(sql.getSQLState())) {
                    return true;
                }
            }
        }
        return false;
    }
}
