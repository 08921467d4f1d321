package org.kithwork.archives.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.QualityReport.Measure;
import org.kithwork.text.CsvTable;

/** The report as a table in CSV, a row for each quarter and one for each of its stores. */
public final class QualityTable {

    private QualityTable() {}

    /** The table. */
    public static CsvTable of(QualityReport report) {
        var table = new CsvTable(
                "quarter",
                "takenOn",
                "store",
                "customers",
                "freshness",
                "freshnessTarget",
                "completeness",
                "completenessTarget",
                "duplicates",
                "duplicatesTarget");
        for (var quarter : report.quarters()) {
            var cells = new ArrayList<@Nullable Object>();
            cells.addAll(List.of(quarter.quarter(), quarter.takenOn(), ""));
            cells.add(quarter.customers());
            for (var measure : List.of(quarter.freshness(), quarter.completeness(), quarter.duplicates())) {
                add(cells, measure);
            }
            table.row(cells);
            for (var store : quarter.stores()) {
                table.row(Arrays.asList(
                        quarter.quarter(),
                        quarter.takenOn(),
                        store.name() == null ? "-" : store.name(),
                        store.customers(),
                        store.freshness(),
                        null,
                        store.completeness(),
                        null,
                        null,
                        null));
            }
        }
        return table;
    }

    private static void add(List<@Nullable Object> cells, Measure measure) {
        cells.add(measure.value());
        cells.add(measure.target());
    }
}
