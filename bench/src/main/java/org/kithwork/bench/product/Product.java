package org.kithwork.bench.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kithwork.bench.server.Archive;
import org.kithwork.bench.server.Postgres;
import org.kithwork.bench.server.ServerProcess;

/** An installation of the product on this machine: where it lies, how it is configured, how it starts. */
public final class Product {

    public static final Duration LONGEST_START = Duration.ofMinutes(5);

    private final Path home;
    private final Path data;
    private final Path keys;
    private final int port;
    private final Map<String, String> environment;

    private Product(Path home, Path data, Path keys, int port, Map<String, String> environment) {
        this.home = home;
        this.data = data;
        this.keys = keys;
        this.port = port;
        this.environment = environment;
    }

    /** Unpacks the archive below the directory, with an empty data directory. */
    public static Product install(
            Archive archive, Path directory, String heap, String modules, Optional<Postgres> postgres)
            throws IOException {
        Product product = again(archive, directory, heap, modules, postgres);
        product.empty();
        return product;
    }

    /** Unpacks the archive below the directory, with the data and keys that are there. */
    public static Product again(
            Archive archive, Path directory, String heap, String modules, Optional<Postgres> postgres)
            throws IOException {
        Path home = archive.unpack(directory.resolve("home"));
        int port = ServerProcess.freePort();
        Map<String, String> environment = new HashMap<>(Map.of(
                "KITHWORK_HTTP_PORT", Integer.toString(port),
                "KITHWORK_SSH_PORT", Integer.toString(ServerProcess.freePort()),
                "KITHWORK_BIND", "127.0.0.1",
                "KITHWORK_DATA", directory.resolve("data").toString(),
                "KITHWORK_KEYS", directory.resolve("keys").toString(),
                "KITHWORK_MODULES", modules,
                "KITHWORK_HEAP", heap));
        Product product = new Product(home, directory.resolve("data"), directory.resolve("keys"), port, environment);
        if (postgres.isPresent()) {
            Path password = directory.resolve("password");
            Files.writeString(password, Postgres.PASSWORD);
            environment.put("KITHWORK_DB_URL", postgres.get().url());
            environment.put("KITHWORK_DB_USER", Postgres.USER);
            environment.put("KITHWORK_DB_PASSWORD_FILE", password.toString());
        }
        return product;
    }

    public Path data() {
        return data;
    }

    public Path keys() {
        return keys;
    }

    public int port() {
        return port;
    }

    /** Starts it; the caller waits until it is ready. */
    public ServerProcess start() throws IOException {
        return ServerProcess.start(
                List.of(home.resolve("bin/kithwork").toString(), "run"),
                environment,
                home,
                home.resolveSibling("product.log"));
    }

    public double awaitReady(ServerProcess process) {
        return process.awaitHttp(port, "/health/ready", LONGEST_START);
    }

    public String setupToken() throws IOException {
        return Files.readString(data.resolve("setup-token")).trim();
    }

    private void empty() throws IOException {
        for (Path directory : List.of(data, keys)) {
            Archive.delete(directory);
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
