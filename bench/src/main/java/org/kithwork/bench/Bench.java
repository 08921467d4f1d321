package org.kithwork.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kithwork.bench.Report.Figure;
import org.kithwork.bench.data.People;

/** Measures everything that is asked for, the reference and the product in turn; see {@code docs/bench.md}. */
public final class Bench {

    private final Options options;
    private final Report report;
    private final People people = new People(Options.SEED);

    private Bench(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    public static void main(String[] arguments) throws IOException {
        Options options = Options.parse(arguments);
        Report report = new Report(List.of(arguments), options.results(), Clock.systemUTC());
        new Bench(options, report).run();
        System.out.println();
        System.out.println(report.markdown());
    }

    private void run() throws IOException {
        if (!options.limitOnly() && !options.archive().present()) {
            throw new IOException("no archive at " + options.archive().source() + "; build it or say --limit-only");
        }
        Files.createDirectories(options.work());
        if (options.coldStarts() > 0) {
            new LoadedStarts(options, report).run();
            return;
        }
        if (!options.bars().isEmpty()) {
            new SizeBars(options, people, report).run();
            return;
        }
        if (options.wants("archive")) {
            archives();
        }
        for (Database database : options.databases()) {
            if (options.wants("start")) {
                new StartTimes(options, database, report).run();
            }
            if (List.of("get", "name", "phone", "create", "import", "module").stream()
                    .anyMatch(options::wants)) {
                compare(database);
            }
        }
    }

    private void compare(Database database) throws IOException {
        Comparison comparison = new Comparison(options, database, people, report);
        try (LimitSide limit =
                LimitSide.start(options, database, people, options.work().resolve("limit-" + database.title()))) {
            Map<String, Side> sides = new LinkedHashMap<>();
            sides.put(Report.REFERENCE, limit);
            if (options.limitOnly()) {
                comparison.run(sides);
                return;
            }
            try (ProductSide product = ProductSide.start(
                    options, database, people, options.work().resolve("product-" + database.title()))) {
                sides.put(Report.PRODUCT, product);
                product.accounts().notes().forEach(report::note);
                comparison.run(sides);
                if (options.wants("module")) {
                    new ModuleTimes(product.accounts().all(), database, options.repeats(), report).run();
                }
            }
        }
    }

    private void archives() throws IOException {
        if (options.karaf().present()) {
            archive(Report.REFERENCE, options.karaf().bytes());
        }
        if (!options.limitOnly()) {
            archive(Report.PRODUCT, options.archive().bytes());
        }
    }

    private void archive(String side, long bytes) {
        report.add(new Figure("archive", "–", 0, "MiB", side, List.of(bytes / 1_048_576.0)));
    }
}
