package org.kithwork.bench.limit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.kithwork.bench.data.People;

/** The bare server: {@code LimitServer <jdbc url> <port>}, the port 0 for a free one; makes its tables when it starts. */
public final class LimitServer implements AutoCloseable {

    private static final int POOL = 32;

    private final HikariDataSource dataSource;
    private final Server server;
    private final ServerConnector connector;

    private LimitServer(HikariDataSource dataSource, Server server, ServerConnector connector) {
        this.dataSource = dataSource;
        this.server = server;
        this.connector = connector;
    }

    public static void main(String[] arguments) throws Exception {
        LimitServer limit = start(arguments[0], Integer.parseInt(arguments[1]));
        limit.server.join();
    }

    /** Starts on an empty database: {@code jdbc:derby:<directory>;create=true} or {@code jdbc:postgresql:…}. */
    public static LimitServer start(String url, int port) throws Exception {
        boolean postgresql = url.startsWith("jdbc:postgresql:");
        System.setProperty("derby.locks.escalationThreshold", "200000");
        HikariDataSource dataSource = pool(url);
        createTables(dataSource, postgresql);
        Server server = new Server();
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new LimitHandler(dataSource, postgresql));
        server.start();
        return new LimitServer(dataSource, server, connector);
    }

    /** The id of a store of {@link People}, the same on each run. */
    public static String storeId(int store) {
        return String.format("00000000-0000-7000-8000-%012d", store);
    }

    /** The id of a customer that came by filling. */
    public static String customerId(long index) {
        return LimitIds.ofIndex(index);
    }

    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
        dataSource.close();
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(POOL);
        config.setMinimumIdle(POOL);
        return new HikariDataSource(config);
    }

    private static void createTables(HikariDataSource dataSource, boolean postgresql) throws SQLException {
        LimitSchema.create(dataSource, postgresql);
    }
}
