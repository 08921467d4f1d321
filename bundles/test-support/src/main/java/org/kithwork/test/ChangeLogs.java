package org.kithwork.test;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.DerbyDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Applies change logs as the product does. */
final class ChangeLogs {

    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    private ChangeLogs() {}

    /** Applies them in order. */
    static void apply(DataSource dataSource, List<String> changeLogs) {
        LIQUIBASE.setLevel(Level.WARNING);
        for (var changeLog : changeLogs) {
            try (var connection = dataSource.getConnection()) {
                apply(new JdbcConnection(connection), changeLog);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot apply " + changeLog, e);
            }
        }
    }

    private static void apply(JdbcConnection connection, String changeLog) {
        try {
            var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(connection);
            if (database instanceof DerbyDatabase derby) {
                derby.setShutdownEmbeddedDerby(false);
            }
            Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> {
                try (var liquibase = new Liquibase(changeLog, new ClassLoaderResourceAccessor(), database)) {
                    liquibase.update(new Contexts());
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("Cannot apply " + changeLog, e);
        }
    }
}
