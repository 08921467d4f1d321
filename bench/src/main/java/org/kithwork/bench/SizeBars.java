package org.kithwork.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.kithwork.bench.data.People;

/** Measures what must hold with so many customers, each figure beside one of the same run that the product cannot beat. */
final class SizeBars {

    private final Options options;
    private final People people;
    private final Report report;

    SizeBars(Options options, People people, Report report) {
        this.options = options;
        this.people = people;
        this.report = report;
    }

    void run() throws IOException {
        for (Database database : options.databases()) {
            for (long size : options.sizes()) {
                Set<String> bars = options.bars();
                try (FilledProduct product = FilledProduct.open(options, database, people, size)) {
                    Likeness.require(product, people, size);
                    report.note(String.format(
                            Locale.ROOT, "%d customers on %s with %s of heap", size, database.title(), options.heap()));
                    if (bars.contains("lookup")) {
                        new LookUps(options, database, people, product, report).run(size);
                    }
                    if (bars.contains("cost")) {
                        new ProtectionCost(options, database, people, product, report).run(size);
                    }
                    if (bars.contains("export")) {
                        new ExportTime(database, product, report).run(size);
                    }
                    if (bars.contains("duplicates")) {
                        new DuplicateTime(database, product, report).run(size);
                    }
                    if (bars.contains("lookup") || bars.contains("duplicates")) {
                        new PlainQueries(database, people, bars, report).run(product, size);
                    }
                }
            }
        }
    }
}
