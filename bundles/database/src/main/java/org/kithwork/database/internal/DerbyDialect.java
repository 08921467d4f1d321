package org.kithwork.database.internal;

import java.util.Locale;
import java.util.Set;
import javax.persistence.Query;
import javax.sql.DataSource;

/** Derby, embedded. */
public final class DerbyDialect extends AbstractDialect {

    public DerbyDialect(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    Set<String> retryableStates() {
        return Set.of("40001", "40XL1", "40XL2");
    }

    @Override
    Set<String> storageFullStates() {
        return Set.of("XSDG3", "XSDFH", "XSLA1", "XSLAN", "XJ041");
    }

    /** Two at once may both find the key absent; the loser's duplicate is a retry of its whole transaction. */
    @Override
    String insertIfAbsentText(String table, String[] columns, String marks) {
        var names = String.join(", ", columns);
        return "INSERT INTO " + table + " (" + names + ") SELECT " + marks + " FROM SYSIBM.SYSDUMMY1"
                + " WHERE NOT EXISTS (SELECT 1 FROM " + table + " WHERE " + columns[0] + " = ?)";
    }

    @Override
    void bindKey(Query query, Object[] values) {
        query.setParameter(values.length + 1, values[0]);
    }

    @Override
    String statisticsText(String table) {
        return "CALL SYSCS_UTIL.SYSCS_UPDATE_STATISTICS(CURRENT SCHEMA, '" + table.toUpperCase(Locale.ROOT)
                + "', NULL)";
    }
}
