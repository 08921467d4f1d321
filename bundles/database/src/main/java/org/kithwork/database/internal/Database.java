package org.kithwork.database.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Hashtable;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import javax.transaction.TransactionManager;
import javax.transaction.TransactionSynchronizationRegistry;
import org.jspecify.annotations.Nullable;
import org.kithwork.store.Dialect;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the one XA data source once the database answers, and tries again every two seconds until it does, so that
 * nothing above it starts on a database that is not there.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.kithwork.database")
@Designate(ocd = DatabaseConfiguration.class)
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final BundleContext context;
    private final DatabaseSettings settings;
    private final Engine engine;
    private final LimitedDataSource pool = new LimitedDataSource();
    private final ScheduledThreadPoolExecutor worker =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "kithwork-database"));
    private @Nullable ServiceRegistration<DataSource> registration;
    private String lastFailure = "";

    @Activate
    public Database(
            BundleContext context,
            DatabaseConfiguration configuration,
            @Reference TransactionManager transactions,
            @Reference TransactionSynchronizationRegistry synchronizations) {
        this.context = context;
        this.settings = DatabaseSettings.of(configuration, System.getenv(), dataDirectory());
        this.engine = Engine.of(settings);
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        PersistenceDefaults.apply();
        pool.setTransactionManager(transactions);
        pool.setTransactionSynchronizationRegistry(synchronizations);
        pool.setMaxTotal(settings.poolSize());
        pool.setMaxIdle(settings.poolSize());
        pool.setMaxWait(settings.maxWait());
        pool.setRollbackOnReturn(true);
        pool.setTestOnBorrow(settings.isPostgres());
        worker.execute(this::connect);
    }

    @Deactivate
    void stop() throws SQLException, InterruptedException {
        // No interrupt: Derby closes its files when a thread that writes them is interrupted.
        worker.shutdown();
        worker.awaitTermination(20, TimeUnit.SECONDS);
        if (registration != null) {
            registration.unregister();
        }
        pool.close();
        engine.stop();
    }

    private void connect() {
        try {
            pool.setXaDataSourceInstance(engine.open());
            try (Connection connection = pool.getConnection()) {
                LOG.info(
                        "Database {} {} is ready",
                        connection.getMetaData().getDatabaseProductName(),
                        connection.getMetaData().getDatabaseProductVersion());
            }
            register();
        } catch (SQLException | IOException | RuntimeException failure) {
            sayOnce(engine.explain(failure));
            if (!worker.isShutdown()) {
                worker.schedule(this::connect, 2, TimeUnit.SECONDS);
            }
        }
    }

    private void register() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("osgi.jndi.service.name", "jdbc/kithwork");
        properties.put("dialect", engine.dialect());
        registration = context.registerService(DataSource.class, pool, properties);
        var dialect = settings.isPostgres() ? new PostgresDialect(pool) : new DerbyDialect(pool);
        context.registerService(Dialect.class, dialect, new Hashtable<>());
    }

    private void sayOnce(String sentence) {
        if (!sentence.equals(lastFailure)) {
            LOG.error(sentence);
            lastFailure = sentence;
        }
    }

    private static Path dataDirectory() {
        String configured = System.getProperty("kithwork.data", System.getenv("KITHWORK_DATA"));
        return configured == null
                ? Path.of(System.getProperty("karaf.home", "."), "data").toAbsolutePath()
                : Path.of(configured).toAbsolutePath();
    }
}
