package org.kithwork.itests;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The archive, unpacked into a directory and run by {@code bin/kithwork run} on free ports of this machine. It may be
 * stopped or killed and started again on the same data.
 */
final class KithworkProcess implements AutoCloseable {
    /** Generous, because a build machine is busy; a start on a quiet one takes a fifth of it. */
    static final Duration START = Duration.ofMinutes(3);

    /**
     * A test's system lives for a minute or two: what the second compiler costs is not won back. Without it the machine would have a fifth of
     * the space for code, which modules that come and go fill; then a request fails.
     */
    static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m";

    /** Below those that the system gives to connections: one of them may be taken between this look and the start. */
    private static final int FIRST_PORT = 20_000;

    private static final int LAST_PORT = 32_000;

    private final Path home;
    private final Path console;
    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final int httpPort = freePort();
    private final int sshPort = freePort();
    private final ApiWatch api = new ApiWatch();
    private @Nullable Process process;
    private @Nullable Closeable beside;

    private KithworkProcess(Path home) {
        this.home = home;
        this.console = home.resolveSibling("console.txt");
        environment.put("KITHWORK_HTTP_PORT", Integer.toString(httpPort));
        environment.put("KITHWORK_SSH_PORT", Integer.toString(sshPort));
        environment.put("KITHWORK_JAVA_OPTS", SHORT_LIVED);
    }

    /** Unpacks the archive under the directory; nothing is started yet. */
    static KithworkProcess unpack(Path directory) throws IOException, InterruptedException {
        String archive = System.getProperty("kithwork.archive", "../karaf-assembly/target/kithwork-0.1.0.tar.gz");
        Process tar = new ProcessBuilder("tar", "xzf", archive, "-C", directory.toString())
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("The archive " + archive + " cannot be unpacked.");
        }
        try (var homes = Files.list(directory)) {
            return new KithworkProcess(
                    homes.filter(path -> path.getFileName().toString().startsWith("kithwork-"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    KithworkProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Something that lives as long as this. */
    KithworkProcess closing(Closeable companion) {
        beside = companion;
        return this;
    }

    KithworkProcess start() throws IOException {
        process = command("run").redirectOutput(console.toFile()).start();
        return this;
    }

    /** A command of the script in the environment of this process, with its two streams joined. */
    ProcessBuilder command(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(home.resolve("bin/kithwork").toString());
        builder.command().addAll(java.util.List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.startsWith("KITHWORK_"));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true);
    }

    /** Waits until the path answers with the status; fails with the end of the log when the process dies before. */
    KithworkProcess awaitStatus(String path, int status) {
        try {
            await().atMost(START).pollInterval(Duration.ofMillis(250)).until(() -> {
                if (!running().isAlive()) {
                    throw new IllegalStateException(
                            "Kithwork ended with " + running().exitValue() + ":\n" + console());
                }
                return status(path) == status;
            });
            return this;
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(path + " did not answer " + status + " but " + answer(path) + ":\n" + log(), late);
        }
    }

    private String answer(String path) {
        try {
            return get(path).body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    /** SIGTERM; returns the exit status, or fails when it takes longer. */
    int terminate(Duration longest) throws InterruptedException {
        running().destroy();
        if (!running().waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Kithwork did not stop in " + longest + ":\n" + log());
        }
        return running().exitValue();
    }

    /** SIGKILL; also of the virtual machine that the script watches while an update is tried. */
    void kill() throws InterruptedException {
        running().descendants().forEach(ProcessHandle::destroyForcibly);
        running().destroyForcibly().waitFor();
    }

    /** Waits until the process has ended by itself, and returns its exit status. */
    int awaitEnd(Duration longest) throws InterruptedException {
        if (!running().waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Kithwork still runs after " + longest + ":\n" + log());
        }
        return running().exitValue();
    }

    /** The process of the virtual machine; the script has become it. */
    long pid() {
        return running().pid();
    }

    boolean isAlive() {
        return running().isAlive();
    }

    Path home() {
        return home;
    }

    Path data() {
        String data = environment.get("KITHWORK_DATA");
        return data == null ? home.resolve("data") : Path.of(data);
    }

    /** The address of the database outside, for whoever looks into it beside the system. */
    String databaseUrl() {
        return java.util.Objects.requireNonNull(environment.get("KITHWORK_DB_URL"), "the database is embedded");
    }

    /** What looks at the answers of this system. */
    ApiWatch api() {
        return api;
    }

    int httpPort() {
        return httpPort;
    }

    int sshPort() {
        return sshPort;
    }

    String log() {
        Path log = data().resolve("log/kithwork.log");
        return Files.exists(log) ? read(log) : console();
    }

    String console() {
        return read(console);
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill();
        }
        try {
            if (beside != null) {
                beside.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int status(String path) throws InterruptedException {
        try {
            return get(path).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("Kithwork was not started.");
        }
        return process;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static int freePort() {
        for (int i = 0; i < 100; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                continue;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        throw new IllegalStateException("No free port from " + FIRST_PORT + " to " + LAST_PORT);
    }
}
