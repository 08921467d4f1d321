package org.kithwork.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.kithwork.bench.Report.Figure;
import org.kithwork.bench.Report.LoadRow;
import org.kithwork.bench.data.People;
import org.kithwork.bench.load.HttpConnection;
import org.kithwork.bench.load.Load;
import org.kithwork.bench.load.LoadGenerator;
import org.kithwork.bench.load.LoadResult;
import org.kithwork.bench.load.RequestSource;

/** Fills both sides to each size and measures the operations on them in turn; the idle side is stopped meanwhile. */
final class Comparison {

    private static final int SAMPLE = 1_000;
    private static final int PREWARM_CONCURRENCY = 8;
    private static final int PROBES = 5;
    /** Above all numbers of the load generator, so that the probes of create repeat none of them. */
    private static final long FIRST_PROBE = 500_000_000;

    private final Options options;
    private final Database database;
    private final People people;
    private final Report report;
    private final LoadGenerator generator = new LoadGenerator();
    private long probes;

    Comparison(Options options, Database database, People people, Report report) {
        this.options = options;
        this.database = database;
        this.people = people;
        this.report = report;
    }

    /** @param sides by their names in the report, in the order in which they take turns */
    void run(Map<String, Side> sides) throws IOException {
        long filled = 0;
        for (long size : options.sizes()) {
            for (Map.Entry<String, Side> side : sides.entrySet()) {
                double rate = side.getValue().fill(filled, size);
                if (options.wants("import")) {
                    report.add(new Figure(
                            "import with " + options.heap() + " heap, after " + filled,
                            database.title(),
                            size,
                            "rows/s",
                            side.getKey(),
                            List.of(rate)));
                }
            }
            filled = size;
            for (Operation operation : Operation.values()) {
                if (options.wants(operation.option())) {
                    compare(sides, operation, size);
                }
            }
        }
    }

    private void compare(Map<String, Side> sides, Operation operation, long size) throws IOException {
        for (Scope scope : Scope.values()) {
            Map<String, RequestSource> requests = new LinkedHashMap<>();
            for (Map.Entry<String, Side> side : sides.entrySet()) {
                RequestSource source = side.getValue().requests(operation, scope, sample(scope, size));
                requests.put(side.getKey(), source);
                check(side.getKey(), side.getValue(), operation, scope, source);
            }
            freezeAll(sides);
            try {
                requests.forEach((name, source) ->
                        measure(side(sides, name), operation, source, PREWARM_CONCURRENCY, options.warmUp()));
                for (int concurrency : options.concurrency()) {
                    inTurn(sides, requests, operation, scope, size, concurrency);
                }
            } finally {
                sides.values().forEach(side -> side.process().thaw());
            }
        }
    }

    private void inTurn(
            Map<String, Side> sides,
            Map<String, RequestSource> requests,
            Operation operation,
            Scope scope,
            long size,
            int concurrency) {
        Map<String, LoadResult> results = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds(); round++) {
            requests.forEach((name, source) -> {
                Side side = side(sides, name);
                results.merge(
                        name, measure(side, operation, source, concurrency, options.measured()), LoadResult::plus);
            });
        }
        results.forEach((name, result) ->
                report.add(LoadRow.of(operation.title(), scope, size, database, concurrency, name, result)));
    }

    private LoadResult measure(
            Side side, Operation operation, RequestSource source, int concurrency, Duration measured) {
        side.process().thaw();
        try {
            LoadResult result = generator.run(new Load(
                    side.port(),
                    source,
                    operation.wanted(),
                    concurrency,
                    options.warmUp(),
                    measured,
                    side.process().tree(),
                    side.database()));
            side.process().requireAlive();
            return result;
        } finally {
            side.process().freeze();
        }
    }

    /** A few requests before the measurement: lists that are always empty would be fast and worth nothing. */
    private void check(String name, Side side, Operation operation, Scope scope, RequestSource source)
            throws IOException {
        String what = name + ", " + operation.title() + " as " + scope.title() + ", " + database.title();
        int found = 0;
        try (HttpConnection connection = new HttpConnection(side.port())) {
            for (long i = 0; i < PROBES; i++) {
                int status = connection.exchange(source.request(FIRST_PROBE + probes++));
                if (status != operation.wanted()) {
                    report.note(what + " answered " + status + " " + connection.body());
                    return;
                }
                JsonNode body = new ObjectMapper().readTree(connection.body());
                found += operation.isSearch() ? body.path("items").size() : 1;
            }
        }
        if (found == 0) {
            report.note(what + " found nothing");
        }
    }

    /** The customers of a measurement: as many as the small store has, or a thousand from everywhere. */
    private List<Long> sample(Scope scope, long size) {
        if (scope == Scope.CLERK) {
            return LongStream.range(0, Math.min(SAMPLE, size / People.STORES))
                    .map(people::inSmallStore)
                    .boxed()
                    .toList();
        }
        SplittableRandom random = new SplittableRandom(Options.SEED);
        return IntStream.range(0, SAMPLE).mapToObj(i -> random.nextLong(size)).toList();
    }

    private static void freezeAll(Map<String, Side> sides) {
        sides.values().forEach(side -> side.process().freeze());
    }

    private static Side side(Map<String, Side> sides, String name) {
        Side side = sides.get(name);
        if (side == null) {
            throw new IllegalArgumentException(name);
        }
        return side;
    }
}
