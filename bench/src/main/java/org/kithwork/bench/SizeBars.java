package org.kithwork.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.kithwork.bench.data.People;

/** Measures what must hold with so many customers, each figure beside one of the same run that the product cannot beat. */
final class SizeBars {

    private static final String TIMELINE =
            "() => document.querySelector('main ol.timeline li li') && !document.querySelector('main .skeleton')";

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
                    ListTimes lists = new ListTimes(options, database, product, size, report);
                    if (bars.contains("lookup")) {
                        new LookUps(people, lists).run(size);
                    }
                    if (bars.contains("fields")) {
                        fields(lists);
                    }
                    if (bars.contains("timeline")) {
                        timelines(product, lists, FilledInteractions.of(product, size, options.interactions()));
                    }
                    if (bars.contains("page")) {
                        page(database, product, size);
                    }
                    if (bars.contains("list")) {
                        new ListFileTime(database, product, report).run(size);
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
                    List<Plain> references = funnel(database, product, lists, size);
                    if (bars.contains("lookup") || bars.contains("duplicates")) {
                        references.add(new PlainQueries(database, people, bars, report)::run);
                    }
                    if (!references.isEmpty()) {
                        product.withoutProduct(connection -> {
                            for (Plain reference : references) {
                                reference.run(connection, size);
                            }
                        });
                    }
                }
            }
        }
    }

    /** A reference that is measured when the product has ended. */
    private interface Plain {
        void run(Connection connection, long size) throws SQLException;
    }

    /** Measures the funnel; answers the references of it. */
    private List<Plain> funnel(Database database, FilledProduct product, ListTimes lists, long size)
            throws IOException {
        List<Plain> references = new ArrayList<>();
        if (options.bars().contains("conversion")) {
            report.note(options.opportunities() + " opportunities");
            ConversionTime conversion =
                    new ConversionTime(database, product, FilledFunnel.of(product, options.opportunities()), report);
            conversion.run(size);
            references.add(conversion::plain);
        }
        if (options.bars().contains("board")) {
            BoardTime board = new BoardTime(options, database, product, FilledBoard.of(product), report);
            board.run(lists, size);
            references.add(board::plain);
        }
        return references;
    }

    private void page(Database database, FilledProduct product, long size) throws IOException {
        String busiest =
                FilledInteractions.of(product, size, options.interactions()).busiest();
        new PageTime(database, product, report)
                .run(
                        "page of a customer with " + FilledInteractions.OF_BUSIEST + " events",
                        size,
                        "/ui/customers/" + busiest,
                        TIMELINE);
    }

    private static void fields(ListTimes lists) throws IOException {
        for (Scope scope : Scope.values()) {
            for (Map.Entry<String, List<String>> filter : OwnFields.filters().entrySet()) {
                lists.run(
                        "customers by " + filter.getKey(),
                        scope,
                        filter.getValue().stream()
                                .map(query -> "/customers?limit=20&" + query)
                                .toList());
            }
        }
    }

    private void timelines(FilledProduct product, ListTimes lists, FilledInteractions filled) throws IOException {
        report.note(options.interactions() + " conversations");
        product.awaitIdle();
        lists.run("timeline", Scope.CLERK, timeline(filled.clerk()));
        lists.run("timeline", Scope.ALL, timeline(filled.all()));
        lists.run(
                "timeline of " + FilledInteractions.OF_BUSIEST + " events",
                Scope.ALL,
                timeline(List.of(filled.busiest())));
    }

    private static List<String> timeline(List<String> customers) {
        return customers.stream()
                .map(customer -> "/archives/timeline?limit=20&customer=" + customer)
                .toList();
    }
}
