package org.kithwork.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LoadGeneratorTest {

    private final AtomicLong served = new AtomicLong();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/good/", exchange -> answer(exchange, 200, 0));
        server.createContext("/bad/", exchange -> answer(exchange, 500, 4));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void everyAnswerIsCountedOnceAndNoRequestRepeats() {
        LoadResult result = new LoadGenerator().run(load("/good/", 4));

        assertThat(result.requests()).isPositive().isLessThanOrEqualTo(served.get());
        assertThat(paths).hasSize((int) served.get());
        assertThat(result.errors()).isZero();
        assertThat(result.percentileMillis(50)).isLessThanOrEqualTo(result.percentileMillis(99));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anUnwantedStatusIsAnErrorAndNoLatency() {
        LoadResult result = new LoadGenerator().run(load("/bad/", 1));

        assertThat(result.requests()).isZero();
        assertThat(result.errors()).isPositive();
        assertThat(result.firstError()).hasValue("500 oops");
    }

    @Test
    void twoWindowsAddUp() {
        LoadResult sum = result(1_000, 2_000).plus(result(3_000));

        assertThat(sum.requests()).isEqualTo(3);
        assertThat(sum.seconds()).isEqualTo(4);
        assertThat(sum.rate()).isEqualTo(0.75);
        assertThat(sum.percentileMillis(100)).isBetween(3.0, 3.01);
        assertThat(sum.serverCpuMillisEach()).isEqualTo(2);
    }

    @Test
    void theTimesOfAProcessAndOfItsDeadChildrenAreRead() {
        ProcessTree.Stat stat =
                ProcessTree.Stat.parse("42 (a (b) c) S 7 1 1 0 -1 4194304 1 2 3 4 100 20 3 1 20 0 5 0 99 1000 50");

        assertThat(stat).isEqualTo(new ProcessTree.Stat(42, 7, 124));
    }

    private static LoadResult result(long... micros) {
        LoadResult result = new LoadResult(LoadGenerator.histogram(), 0, Optional.empty(), 2, 2L * micros.length, 0);
        for (long value : micros) {
            result.latencies().recordValue(value);
        }
        return result;
    }

    private Load load(String path, int concurrency) {
        return new Load(
                server.getAddress().getPort(),
                number -> HttpConnection.request("GET", path + number, "", new byte[0]),
                200,
                concurrency,
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                new ProcessTree(ProcessHandle.current().pid()),
                Optional.empty());
    }

    /** A length of 0 means chunks. */
    private void answer(HttpExchange exchange, int status, long length) throws IOException {
        exchange.getRequestBody().readAllBytes();
        paths.add(exchange.getRequestURI().getPath());
        served.incrementAndGet();
        exchange.sendResponseHeaders(status, length);
        exchange.getResponseBody().write("oops".getBytes());
        exchange.close();
    }
}
