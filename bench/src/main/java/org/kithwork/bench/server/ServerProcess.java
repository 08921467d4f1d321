package org.kithwork.bench.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.kithwork.bench.load.HttpConnection;
import org.kithwork.bench.load.ProcessTree;

/** A server in a process of its own; everything it says goes to a file. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(10);
    private static final byte[] NOTHING = {};

    private final Process process;
    private final long startedNanos;
    private final Path log;

    private ServerProcess(Process process, long startedNanos, Path log) {
        this.process = process;
        this.startedNanos = startedNanos;
        this.log = log;
    }

    public static ServerProcess start(List<String> command, Map<String, String> environment, Path directory, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(environment);
        long started = System.nanoTime();
        Process process = builder.start();
        // A run that is broken off leaves nothing running.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }));
        return new ServerProcess(process, started, log);
    }

    /** A port that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public ProcessTree tree() {
        return new ProcessTree(process.pid());
    }

    /** Waits for 200 and answers the seconds since the process was started. */
    public double awaitHttp(int port, String path, Duration longest) {
        byte[] request = HttpConnection.request("GET", path, "Connection: close\r\n", NOTHING);
        return await("answer 200 of " + path, longest, () -> {
            try (HttpConnection connection = new HttpConnection(port)) {
                return connection.exchange(request) == 200;
            }
        });
    }

    /** Waits for the greeting of an SSH server and answers the seconds since the process was started. */
    public double awaitSsh(int port, Duration longest) {
        return await("SSH greeting", longest, () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                socket.setSoTimeout(1_000);
                InputStream in = socket.getInputStream();
                return new String(in.readNBytes(4), StandardCharsets.US_ASCII).equals("SSH-");
            }
        });
    }

    /** Stops its processor use while the other side is measured. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    /** Asks all its processes to write their threads into the log, for a start that hangs. */
    public void dumpThreads() {
        signal("QUIT");
    }

    /** Asks it to end and waits; ends it by force when it does not. Answers whether it ended by itself. */
    public boolean stop(Duration longest) {
        thaw();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
        boolean ended = false;
        try {
            ended = process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        return ended;
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(30));
    }

    /** Fails when the process has ended: figures taken meanwhile are worth nothing. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the process ended with " + process.exitValue() + ", see " + log);
        }
    }

    private double await(String what, Duration longest, Attempt attempt) {
        Waiting.until(what + ", see " + log, longest, POLL, () -> {
            requireAlive();
            try {
                return attempt.succeeds();
            } catch (IOException notYet) {
                return false;
            }
        });
        return (System.nanoTime() - startedNanos) / 1e9;
    }

    private void signal(String name) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        tree().pids().forEach(pid -> command.add(pid.toString()));
        if (command.size() == 2) {
            return;
        }
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Attempt {
        boolean succeeds() throws IOException;
    }
}
