package org.kithwork.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.DerbyDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.commons.dbcp2.DataSourceConnectionFactory;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.dbcp2.PoolingDataSource;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.kithwork.database.internal.DerbyDialect;
import org.kithwork.database.internal.PersistenceDefaults;
import org.kithwork.database.internal.PostgresDialect;
import org.kithwork.database.internal.StatementTimes;
import org.kithwork.store.Dialect;
import org.kithwork.store.Transactions;

/**
 * A database of its own with a module's schema, and what the module's stores ask for: the persistence unit's template
 * and the transactions. One a test class; {@link #close} it at the end.
 */
public final class TestDatabase implements AutoCloseable {

    private final DatabaseKind kind;
    private final PoolingDataSource<?> dataSource;
    private final Dialect dialect;
    private final EntityManagerFactory factory;
    private final LocalTransactions transactions;

    private TestDatabase(DatabaseKind kind, PoolingDataSource<?> dataSource, String unit) {
        this.kind = kind;
        this.dataSource = dataSource;
        this.dialect = kind == DatabaseKind.DERBY ? new DerbyDialect(dataSource) : new PostgresDialect(dataSource);
        this.factory = Persistence.createEntityManagerFactory(unit, properties(dataSource));
        this.transactions = new LocalTransactions(factory, dialect);
    }

    /**
     * An empty database with the change logs applied in order.
     *
     * @param unit the module's persistence unit, which is its word
     * @param changeLogs resources, such as {@code db/loyalty/changelog.xml}; a module that joins the core's view also
     *     names {@link #CORE_VIEW}
     */
    public static TestDatabase create(DatabaseKind kind, String unit, String... changeLogs) {
        var dataSource = kind == DatabaseKind.DERBY ? derby() : SharedPostgres.newDatabase();
        for (var changeLog : changeLogs) {
            migrate(dataSource, changeLog);
        }
        return new TestDatabase(kind, dataSource, unit);
    }

    /** A stand-in for the one relation of the core that a module may join; fill it with {@code FakeCustomers}. */
    public static final String CORE_VIEW = "db/test/core-view.xml";

    public DatabaseKind kind() {
        return kind;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public Dialect dialect() {
        return dialect;
    }

    public Transactions transactions() {
        return transactions;
    }

    public JpaTemplate jpa() {
        return transactions;
    }

    @Override
    public void close() {
        factory.close();
        try {
            dataSource.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The connections cannot be closed", e);
        }
    }

    private static Map<String, Object> properties(DataSource dataSource) {
        var properties = new HashMap<String, Object>(PersistenceDefaults.PROPERTIES);
        properties.put("javax.persistence.transactionType", "RESOURCE_LOCAL");
        properties.put("javax.persistence.jtaDataSource", "");
        properties.put("javax.persistence.nonJtaDataSource", dataSource);
        properties.put("eclipselink.session-name", UUID.randomUUID().toString());
        return properties;
    }

    private static PoolingDataSource<?> derby() {
        System.setProperty("derby.stream.error.field", TestDatabase.class.getName() + ".QUIET");
        System.setProperty("derby.locks.escalationThreshold", "200000");
        System.setProperty("derby.locks.waitTimeout", "5");
        System.setProperty("derby.locks.deadlockTimeout", "2");
        var dataSource = new EmbeddedDataSource();
        dataSource.setDatabaseName("memory:" + UUID.randomUUID());
        dataSource.setCreateDatabase("create");
        return pooled(dataSource);
    }

    /** Where Derby writes its log in tests. */
    public static final java.io.OutputStream QUIET = java.io.OutputStream.nullOutputStream();

    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    private static void migrate(DataSource dataSource, String changeLog) {
        LIQUIBASE.setLevel(Level.WARNING);
        try (var connection = dataSource.getConnection()) {
            var database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            if (database instanceof DerbyDatabase derby) {
                derby.setShutdownEmbeddedDerby(false);
            }
            Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> {
                try (var liquibase = new Liquibase(changeLog, new ClassLoaderResourceAccessor(), database)) {
                    liquibase.update(new Contexts());
                }
            });
        } catch (LiquibaseException | SQLException e) {
            throw new IllegalStateException("Cannot apply " + changeLog, e);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot apply " + changeLog, e);
        }
    }

    static PoolingDataSource<?> pooled(DataSource dataSource) {
        return new PoolingDataSource<>(pool(new DataSourceConnectionFactory(dataSource))) {
            @Override
            public Connection getConnection() throws SQLException {
                return StatementTimes.on(super.getConnection());
            }
        };
    }

    private static GenericObjectPool<PoolableConnection> pool(DataSourceConnectionFactory connections) {
        var poolable = new PoolableConnectionFactory(connections, null);
        var pool = new GenericObjectPool<>(poolable);
        pool.setMaxTotal(40);
        pool.setMaxIdle(4);
        poolable.setPool(pool);
        return pool;
    }
}
