package org.kithwork.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.kithwork.bench.Report.Figure;
import org.kithwork.bench.product.Product;
import org.kithwork.bench.server.Archive;
import org.kithwork.bench.server.ServerProcess;
import org.kithwork.bench.server.Waiting;

/** Cold starts in a row while other threads keep the processors busy: the start must be slow at most, and never hang. */
final class LoadedStarts {

    private final Options options;
    private final Report report;

    LoadedStarts(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() throws IOException {
        ExecutorService burners = Executors.newFixedThreadPool(options.burners(), task -> {
            Thread thread = new Thread(task, "burner");
            thread.setDaemon(true);
            return thread;
        });
        List<Double> seconds = new ArrayList<>();
        int hung = 0;
        try {
            for (int i = 0; i < options.burners(); i++) {
                burners.execute(LoadedStarts::burn);
            }
            for (int i = 1; i <= options.coldStarts(); i++) {
                Path directory = options.work().resolve("cold-" + i);
                if (once(directory, seconds)) {
                    Archive.delete(directory);
                } else {
                    hung++;
                    report.note("start " + i + " did not become ready; its files and threads are kept in " + directory);
                }
            }
        } finally {
            burners.shutdownNow();
        }
        report.add(new Figure(
                "cold starts that hung", "derby", 0, "of " + options.coldStarts(), Report.PRODUCT, List.of((double)
                        hung)));
        if (!seconds.isEmpty()) {
            report.add(new Figure(
                    "cold start under load of " + options.burners() + " threads",
                    "derby",
                    0,
                    "s",
                    Report.PRODUCT,
                    seconds));
        }
    }

    private boolean once(Path directory, List<Double> seconds) throws IOException {
        Product product =
                Product.install(options.archive(), directory, options.heap(), options.modules(), Optional.empty());
        try (ServerProcess process = product.start()) {
            try {
                double ready = product.awaitReady(process);
                seconds.add(ready);
                System.out.printf("ready after %.1f s%n", ready);
                return true;
            } catch (IllegalStateException notReady) {
                process.dumpThreads();
                Waiting.pause(Duration.ofSeconds(2));
                return false;
            }
        }
    }

    private static void burn() {
        long value = 1;
        while (!Thread.currentThread().isInterrupted()) {
            for (int i = 0; i < 1_000_000; i++) {
                value = value * 6364136223846793005L + 1442695040888963407L;
            }
            if (value == 0) {
                System.out.print("");
            }
        }
    }
}
