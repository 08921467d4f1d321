package org.kithwork.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kithwork.bench.load.LoadResult;

/** Gathers what was measured; written after each row, so that a broken run leaves what it had. */
final class Report {

    static final String REFERENCE = "reference";
    static final String PRODUCT = "product";

    private final List<String> arguments;
    private final Path directory;
    private final Instant started;
    private final List<LoadRow> loads = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Report(List<String> arguments, Path directory, Clock clock) {
        this.arguments = List.copyOf(arguments);
        this.directory = directory;
        this.started = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** One measurement of one side, times in milliseconds. */
    record LoadRow(
            String operation,
            String scope,
            long customers,
            String database,
            int concurrency,
            String side,
            long requests,
            long errors,
            String firstError,
            double rate,
            double median,
            double p95,
            double p99,
            double max,
            double serverCpu,
            double databaseCpu,
            double load) {

        static LoadRow of(
                String operation,
                Scope scope,
                long customers,
                Database database,
                int concurrency,
                String side,
                LoadResult result) {
            return new LoadRow(
                    operation,
                    scope.title(),
                    customers,
                    database.title(),
                    concurrency,
                    side,
                    result.requests(),
                    result.errors(),
                    result.firstError().orElse(""),
                    result.rate(),
                    result.percentileMillis(50),
                    result.percentileMillis(95),
                    result.percentileMillis(99),
                    result.percentileMillis(100),
                    result.serverCpuMillisEach(),
                    result.databaseCpuMillisEach(),
                    LoadAverage.now());
        }

        double cpu() {
            return serverCpu + databaseCpu;
        }

        boolean comparesWith(LoadRow other) {
            return operation.equals(other.operation)
                    && scope.equals(other.scope)
                    && customers == other.customers
                    && database.equals(other.database)
                    && concurrency == other.concurrency
                    && !side.equals(other.side);
        }
    }

    /** Another measurement, made once or more often; its median counts. */
    record Figure(
            String what, String database, long customers, String unit, String side, List<Double> values, double load) {

        Figure(String what, String database, long customers, String unit, String side, List<Double> values) {
            this(what, database, customers, unit, side, values, LoadAverage.now());
        }

        double median() {
            List<Double> sorted = values.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }

        boolean comparesWith(Figure other) {
            return what.equals(other.what)
                    && database.equals(other.database)
                    && customers == other.customers
                    && !side.equals(other.side);
        }
    }

    void add(LoadRow row) {
        loads.add(row);
        System.out.printf(
                Locale.ROOT,
                "%-22s %-5s %8d %-10s c=%-2d %-9s %8.1f/s  median %7.2f  p95 %7.2f  p99 %7.2f ms"
                        + "  cpu %.2f + %.2f ms  errors %d  load %.1f%s%n",
                row.operation,
                row.scope,
                row.customers,
                row.database,
                row.concurrency,
                row.side,
                row.rate,
                row.median,
                row.p95,
                row.p99,
                row.serverCpu,
                row.databaseCpu,
                row.errors,
                row.load,
                row.firstError.isEmpty() ? "" : " (" + row.firstError + ")");
        write();
    }

    void add(Figure figure) {
        figures.add(figure);
        System.out.printf(
                Locale.ROOT,
                "%s, %s, %d customers, %s: %.2f %s (%d), load %.1f%n",
                figure.what,
                figure.database,
                figure.customers,
                figure.side,
                figure.median(),
                figure.unit,
                figure.values.size(),
                figure.load);
        write();
    }

    void note(String text) {
        notes.add(text);
        System.out.println("note: " + text);
        write();
    }

    String markdown() {
        StringBuilder text = new StringBuilder(
                "| operation | as | customers | database | at once | median ms | p95 ms | p99 ms | a second | CPU ms |"
                        + " errors | load |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (LoadRow row : loads) {
            Optional<LoadRow> other = loads.stream().filter(row::comparesWith).findFirst();
            if (row.side.equals(REFERENCE) || other.isEmpty()) {
                text.append(line(row, other));
            }
        }
        text.append("\n| what | database | customers | unit | reference | product | ratio | times | load |\n"
                + "|---|---|---|---|---|---|---|---|---|\n");
        for (Figure figure : figures) {
            Optional<Figure> other =
                    figures.stream().filter(figure::comparesWith).findFirst();
            if (figure.side.equals(REFERENCE) || other.isEmpty()) {
                text.append(line(figure, other));
            }
        }
        notes.forEach(note -> text.append("\n- ").append(note));
        return text.append('\n').toString();
    }

    private static String line(LoadRow row, Optional<LoadRow> other) {
        return "| " + row.operation + " | " + row.scope + " | " + row.customers + " | " + row.database + " | "
                + row.concurrency + " | "
                + triple(row.side, row.median, other.map(LoadRow::median)) + " | "
                + triple(row.side, row.p95, other.map(LoadRow::p95)) + " | "
                + triple(row.side, row.p99, other.map(LoadRow::p99)) + " | "
                + triple(row.side, row.rate, other.map(LoadRow::rate)) + " | "
                + triple(row.side, row.cpu(), other.map(LoadRow::cpu)) + " | "
                + row.errors + other.map(o -> " / " + o.errors).orElse("") + " | "
                + number(other.map(o -> Math.max(o.load, row.load)).orElse(row.load)) + " |\n";
    }

    private static String line(Figure figure, Optional<Figure> other) {
        boolean reference = figure.side.equals(REFERENCE);
        String mine = number(figure.median());
        String theirs = other.map(o -> number(o.median())).orElse("–");
        String ratio = other.map(o -> number(o.median() / figure.median())).orElse("–");
        return "| " + figure.what + " | " + figure.database + " | " + (figure.customers == 0 ? "–" : figure.customers)
                + " | " + figure.unit + " | " + (reference ? mine : theirs) + " | " + (reference ? theirs : mine)
                + " | " + ratio + " | " + figure.values.size() + " | "
                + number(other.map(o -> Math.max(o.load, figure.load)).orElse(figure.load)) + " |\n";
    }

    /** The limit, the product, and how many times the one is the other. */
    private static String triple(String side, double mine, Optional<Double> other) {
        return other.map(o -> number(mine) + " / " + number(o) + " (" + number(o / mine) + "×)")
                .orElseGet(() -> number(mine) + (side.equals(PRODUCT) ? " (product)" : ""));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private void write() {
        String name = "bench-" + started.toString().replace(":", "");
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + ".md"), markdown());
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(
                            directory.resolve(name + ".json").toFile(),
                            Map.of(
                                    "started", started.toString(),
                                    "arguments", arguments,
                                    "processors", Runtime.getRuntime().availableProcessors(),
                                    "java", System.getProperty("java.vm.version"),
                                    "loads", loads,
                                    "figures", figures,
                                    "notes", notes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
