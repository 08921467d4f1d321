package org.kithwork.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import javax.sql.DataSource;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.commons.dbcp2.DataSourceConnectionFactory;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.dbcp2.PoolingDataSource;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.kithwork.database.internal.DerbyDialect;
import org.kithwork.database.internal.PersistenceDefaults;
import org.kithwork.database.internal.PostgresDialect;
import org.kithwork.database.internal.StatementTimes;
import org.kithwork.store.Dialect;
import org.kithwork.store.Transactions;

/**
 * A database of its own with a module's schema, and what the module's stores ask for: the persistence unit's template
 * and the transactions. {@link #close} it at the end: it is gone then.
 */
public final class TestDatabase implements AutoCloseable {

    private final DatabaseKind kind;
    private final PoolingDataSource<?> dataSource;
    private final Runnable drop;
    private final Dialect dialect;
    private final EntityManagerFactory factory;
    private final LocalTransactions transactions;

    private TestDatabase(DatabaseKind kind, PoolingDataSource<?> dataSource, Runnable drop, String unit) {
        this.kind = kind;
        this.dataSource = dataSource;
        this.drop = drop;
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
        var logs = List.of(changeLogs);
        var database = kind == DatabaseKind.DERBY ? MemoryDerby.create(logs) : SharedPostgres.create(logs);
        return new TestDatabase(kind, pooled(database.source()), database.drop(), unit);
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
        drop.run();
    }

    private static Map<String, Object> properties(DataSource dataSource) {
        var properties = new HashMap<String, Object>(PersistenceDefaults.PROPERTIES);
        properties.put("javax.persistence.transactionType", "RESOURCE_LOCAL");
        properties.put("javax.persistence.jtaDataSource", "");
        properties.put("javax.persistence.nonJtaDataSource", dataSource);
        properties.put("eclipselink.session-name", UUID.randomUUID().toString());
        return properties;
    }

    /** Where Derby writes its log in tests. */
    public static final java.io.OutputStream QUIET = java.io.OutputStream.nullOutputStream();

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
