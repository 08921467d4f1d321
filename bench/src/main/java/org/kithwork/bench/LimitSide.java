package org.kithwork.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kithwork.bench.data.People;
import org.kithwork.bench.limit.LimitServer;
import org.kithwork.bench.load.HttpConnection;
import org.kithwork.bench.load.ProcessTree;
import org.kithwork.bench.load.RequestSource;
import org.kithwork.bench.server.Archive;
import org.kithwork.bench.server.Postgres;
import org.kithwork.bench.server.ServerProcess;

/** The limit server in a JVM of its own with the same heap. */
final class LimitSide implements Side {

    private static final byte[] NOTHING = {};
    private static final Duration LONGEST_FILL = Duration.ofHours(2);

    private final People people;
    private final int port;
    private final ServerProcess process;
    private final Optional<Postgres> postgres;

    private LimitSide(People people, int port, ServerProcess process, Optional<Postgres> postgres) {
        this.people = people;
        this.port = port;
        this.process = process;
        this.postgres = postgres;
    }

    static LimitSide start(Options options, Database database, People people, Path directory) throws IOException {
        Archive.delete(directory);
        Files.createDirectories(directory);
        Optional<Postgres> postgres = database.start(directory);
        String url = postgres.map(p -> p.url() + "?reWriteBatchedInserts=true&user=" + Postgres.USER + "&password="
                        + Postgres.PASSWORD)
                .orElseGet(() -> "jdbc:derby:" + directory.resolve("derby") + ";create=true");
        int port = ServerProcess.freePort();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + options.heap()));
        options.derbyPages().ifPresent(pages -> command.add("-Dderby.storage.pageCacheSize=" + pages));
        command.addAll(List.of(
                "-Dderby.stream.error.file=" + directory.resolve("derby.log"),
                "-cp",
                System.getProperty("java.class.path"),
                LimitServer.class.getName(),
                url,
                Integer.toString(port)));
        ServerProcess process =
                ServerProcess.start(command, Map.of(), Path.of("").toAbsolutePath(), directory.resolve("limit.log"));
        LimitSide side = new LimitSide(people, port, process, postgres);
        try {
            process.awaitHttp(port, "/health/ready", Duration.ofMinutes(1));
            return side;
        } catch (IllegalStateException e) {
            side.close();
            throw e;
        }
    }

    @Override
    public double fill(long from, long to) throws IOException {
        long start = System.nanoTime();
        try (HttpConnection connection = new HttpConnection(port, LONGEST_FILL)) {
            String path = "/fill?seed=" + Options.SEED + "&from=" + from + "&to=" + to;
            int status = connection.exchange(HttpConnection.request("POST", path, "", NOTHING));
            if (status != 200) {
                throw new IOException(path + " answered " + status + " " + connection.body());
            }
        }
        return (to - from) / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public RequestSource requests(Operation operation, Scope scope, List<Long> sample) {
        String query = scope == Scope.CLERK ? "&store=" + LimitServer.storeId(People.SMALL_STORE) : "";
        Requests requests = new Requests(people, "", query, LimitServer::storeId);
        return switch (operation) {
            case GET ->
                requests.byId(sample.stream().map(LimitServer::customerId).toList());
            case NAME -> requests.byName();
            case PHONE -> requests.byPhone(sample);
            case CREATE -> requests.create(scope);
        };
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public Optional<ProcessTree> database() {
        return postgres.map(Postgres::tree);
    }

    @Override
    public void close() throws IOException {
        process.close();
        if (postgres.isPresent()) {
            postgres.get().close();
        }
    }
}
