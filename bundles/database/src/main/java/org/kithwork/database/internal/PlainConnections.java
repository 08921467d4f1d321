package org.kithwork.database.internal;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;

/**
 * Opens each connection, and has it parse a first statement, on a thread of its own. Derby's parser keeps the stack on
 * which it was made for as long as the connection lives: made on the stack of a caller, it would keep the classes of a
 * module that has left.
 */
final class PlainConnections implements XADataSource {

    private final XADataSource source;
    private final AtomicInteger number = new AtomicInteger();

    PlainConnections(XADataSource source) {
        this.source = source;
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return apart(() -> prepared(source.getXAConnection()));
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return apart(() -> prepared(source.getXAConnection(user, password)));
    }

    /** The text is another one each time, because what is in the cache of statements is not parsed. */
    private XAConnection prepared(XAConnection connection) throws SQLException {
        try (var handle = connection.getConnection();
                var statement = handle.prepareStatement("VALUES " + number.incrementAndGet())) {
            statement.execute();
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private interface Opening {
        XAConnection open() throws SQLException;
    }

    private static XAConnection apart(Opening opening) throws SQLException {
        var opened = new CompletableFuture<XAConnection>();
        var thread = new Thread(
                () -> {
                    try {
                        opened.complete(opening.open());
                    } catch (Throwable e) {
                        opened.completeExceptionally(e);
                    }
                },
                "kithwork-connection");
        thread.start();
        try {
            return opened.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }
}
