package org.kithwork.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.kithwork.bench.load.ProcessTree;
import org.kithwork.bench.load.RequestSource;
import org.kithwork.bench.server.ServerProcess;

/** One of the two that are compared, running on a database of its own. */
interface Side extends AutoCloseable {

    /** Adds the customers of [from, to) and answers the rows a second. */
    double fill(long from, long to) throws IOException;

    /** The requests of an operation, about the customers of these indexes. */
    RequestSource requests(Operation operation, Scope scope, List<Long> sample);

    int port();

    ServerProcess process();

    /** The processes of the database, absent when it lives in the server's. */
    Optional<ProcessTree> database();

    @Override
    void close() throws IOException;
}
