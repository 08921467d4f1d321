package org.kithwork.database.internal.schema;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.DerbyDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.lockservice.LockServiceFactory;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.ui.LoggerUIService;

/** Applies one change log with Liquibase, outside JTA because Liquibase commits by itself. */
final class SchemaRunner {
    /** Every node takes this lock of PostgreSQL before it looks at a change log; it dies with the connection. */
    private static final long ADVISORY_LOCK = 0x6b697468776f726bL;

    private final DataSource dataSource;
    private final Clock clock;

    SchemaRunner(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Returns whether anything had to be done. */
    boolean run(ChangeLog changeLog) throws Exception {
        String hash = changeLog.hash();
        try (Connection connection = dataSource.getConnection()) {
            if (new SchemaLedger(connection).holds(changeLog.word(), hash)) {
                return false;
            }
            boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
            if (!postgres) {
                applyAndRecord(changeLog, hash, connection);
                return true;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_lock(" + ADVISORY_LOCK + ")");
                try {
                    if (new SchemaLedger(connection).holds(changeLog.word(), hash)) {
                        return false;
                    }
                    applyAndRecord(changeLog, hash, connection);
                    return true;
                } finally {
                    statement.execute("select pg_advisory_unlock(" + ADVISORY_LOCK + ")");
                }
            }
        }
    }

    private void applyAndRecord(ChangeLog changeLog, String hash, Connection locked) throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            apply(changeLog, connection);
        }
        new SchemaLedger(locked).record(changeLog.word(), hash, clock);
    }

    private static void apply(ChangeLog changeLog, Connection connection) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader own = SchemaRunner.class.getClassLoader();
        thread.setContextClassLoader(own);
        try (ChangeLogFiles files = new ChangeLogFiles(changeLog)) {
            Map<String, Object> scope = Map.of(
                    Scope.Attr.classLoader.name(),
                    own,
                    Scope.Attr.resourceAccessor.name(),
                    files,
                    Scope.Attr.ui.name(),
                    new LoggerUIService(),
                    "liquibase.analytics.enabled",
                    false);
            Scope.child(scope, () -> update(changeLog, files, connection));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void update(ChangeLog changeLog, ChangeLogFiles files, Connection connection) throws Exception {
        Database database = DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(new JdbcConnection(PlainNames.of(connection)));
        if (database instanceof DerbyDatabase derby) {
            derby.setShutdownEmbeddedDerby(false);
        }
        database.setDatabaseChangeLogTableName(changeLog.word() + "_schema_log");
        database.setDatabaseChangeLogLockTableName(changeLog.word() + "_schema_lock");
        DatabaseChangeLog parsed = ChangeLogParserFactory.getInstance()
                .getParser(changeLog.path(), files)
                .parse(changeLog.path(), new ChangeLogParameters(database), files);
        new SchemaRules(changeLog).check(parsed);
        Liquibase liquibase = new Liquibase(parsed, files, database);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        // Whoever left a lock is gone: Derby has one process, and on PostgreSQL the advisory lock is ours.
        liquibase.forceReleaseLocks();
        try {
            liquibase.update(new Contexts(), new LabelExpression());
        } finally {
            LockServiceFactory.getInstance().resetAll();
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Whether the failure is about reaching the database, so that trying again may help. */
    static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
                return true;
            }
            if (cause instanceof IOException) {
                return false;
            }
        }
        return false;
    }
}
