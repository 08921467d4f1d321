package org.kithwork.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.kithwork.bench.Report.Figure;
import org.kithwork.bench.product.Product;
import org.kithwork.bench.server.Archive;
import org.kithwork.bench.server.Postgres;
import org.kithwork.bench.server.ServerProcess;
import org.kithwork.bench.server.Waiting;

/** Cold start and restart of a bare Karaf and of the product in turn, with what they cost. */
final class StartTimes {

    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(60);

    private final Options options;
    private final Database database;
    private final Report report;
    private final Map<String, List<Double>> reference = new LinkedHashMap<>();
    private final Map<String, List<Double>> product = new LinkedHashMap<>();

    StartTimes(Options options, Database database, Report report) {
        this.options = options;
        this.database = database;
        this.report = report;
    }

    void run() throws IOException {
        for (int i = 0; i < options.repeats(); i++) {
            if (options.karaf().present()) {
                karafOnce();
            }
            if (!options.limitOnly()) {
                productOnce();
            }
        }
        reference.forEach((what, values) -> add(what, Report.REFERENCE, values));
        product.forEach((what, values) -> add(what, Report.PRODUCT, values));
    }

    private void karafOnce() throws IOException {
        BareKaraf karaf = BareKaraf.install(options.karaf(), options.work().resolve("bare-karaf"), options.heap());
        twice(reference, karaf::start, process -> process.awaitSsh(karaf.sshPort(), Product.LONGEST_START));
    }

    private void productOnce() throws IOException {
        Path directory = options.work().resolve("start");
        Archive.delete(directory);
        Files.createDirectories(directory);
        Optional<Postgres> postgres = database.start(directory);
        try {
            Product installed =
                    Product.install(options.archive(), directory, options.heap(), options.modules(), postgres);
            twice(product, installed::start, installed::awaitReady);
        } finally {
            if (postgres.isPresent()) {
                postgres.get().close();
            }
        }
    }

    private static void twice(Map<String, List<Double>> figures, Starter starter, ToDoubleFunction<ServerProcess> ready)
            throws IOException {
        try (ServerProcess process = starter.start()) {
            put(figures, "cold start to ready, s", ready.applyAsDouble(process));
            put(figures, "processor time of the cold start, s", process.tree().cpuMillis() / 1_000.0);
            Waiting.pause(SETTLE);
            put(
                    figures,
                    "resident 10 s after the cold start, MiB",
                    process.tree().residentKib() / 1_024.0);
            put(figures, "stop, s", stop(process));
        }
        try (ServerProcess process = starter.start()) {
            put(figures, "restart to ready, s", ready.applyAsDouble(process));
            put(figures, "processor time of the restart, s", process.tree().cpuMillis() / 1_000.0);
        }
    }

    private static double stop(ServerProcess process) {
        long start = System.nanoTime();
        if (!process.stop(STOP)) {
            throw new IllegalStateException("a stop took longer than " + STOP.toSeconds() + " s");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void put(Map<String, List<Double>> figures, String what, double value) {
        figures.computeIfAbsent(what, w -> new ArrayList<>()).add(value);
    }

    private void add(String what, String side, List<Double> values) {
        int comma = what.lastIndexOf(',');
        report.add(new Figure(
                what.substring(0, comma), database.title(), 0, what.substring(comma + 2), side, List.copyOf(values)));
    }

    private interface Starter {
        ServerProcess start() throws IOException;
    }
}
