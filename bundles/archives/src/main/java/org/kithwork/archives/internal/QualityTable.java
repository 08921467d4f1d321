package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.QualityReport.Measure;

/** The report as a table in CSV, a row for each quarter and one for each of its stores. */
public final class QualityTable {

    private static final List<String> HEAD = List.of(
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

    private QualityTable() {}

    /** With a mark of its encoding, which Excel wants. */
    public static String of(QualityReport report) {
        var rows = new ArrayList<String>();
        rows.add(row(HEAD));
        for (var quarter : report.quarters()) {
            var cells = new ArrayList<@Nullable Object>();
            cells.addAll(List.of(quarter.quarter(), quarter.takenOn(), ""));
            cells.add(quarter.customers());
            for (var measure : List.of(quarter.freshness(), quarter.completeness(), quarter.duplicates())) {
                add(cells, measure);
            }
            rows.add(row(cells));
            for (var store : quarter.stores()) {
                var own = new ArrayList<@Nullable Object>();
                own.add(quarter.quarter());
                own.add(quarter.takenOn());
                own.add(store.name() == null ? "-" : store.name());
                own.add(store.customers());
                own.add(store.freshness());
                own.add(null);
                own.add(store.completeness());
                own.addAll(java.util.Arrays.asList(null, null, null));
                rows.add(row(own));
            }
        }
        return "\uFEFF" + String.join("\r\n", rows) + "\r\n";
    }

    private static void add(List<@Nullable Object> cells, Measure measure) {
        cells.add(measure.value());
        cells.add(measure.target());
    }

    private static String row(List<? extends @Nullable Object> cells) {
        return cells.stream().map(QualityTable::cell).collect(Collectors.joining(","));
    }

    /** Quoted where it has to be; a text that a spreadsheet would take for a formula begins with an apostrophe. */
    private static String cell(@Nullable Object value) {
        if (value instanceof BigDecimal figure) {
            return figure.toPlainString();
        }
        var text = Objects.toString(value, "");
        if (!text.isEmpty() && text.length() > 1 && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
