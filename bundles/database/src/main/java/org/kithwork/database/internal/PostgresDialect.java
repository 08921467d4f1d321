package org.kithwork.database.internal;

import java.util.Set;
import javax.sql.DataSource;

/** PostgreSQL. */
public final class PostgresDialect extends AbstractDialect {

    public PostgresDialect(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    Set<String> retryableStates() {
        return Set.of("40001", "40P01", "55P03", "57P01", "57P03");
    }

    @Override
    Set<String> storageFullStates() {
        return Set.of("53100", "58030");
    }

    @Override
    String insertIfAbsentText(String table, String[] columns, String marks) {
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + marks
                + ") ON CONFLICT DO NOTHING";
    }

    @Override
    String statisticsText(String table) {
        return "ANALYZE " + table;
    }
}
