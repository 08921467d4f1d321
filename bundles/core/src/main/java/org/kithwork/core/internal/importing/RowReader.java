package org.kithwork.core.internal.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.importing.reader.Cells;
import org.kithwork.core.internal.importing.reader.CsvRow;
import org.kithwork.core.internal.importing.reader.ErrorFile;
import org.kithwork.core.internal.importing.reader.FormulaGuard;
import org.kithwork.core.internal.importing.reader.ZeroLoss;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Faults;

/** Turns a row of the file into cells by field, and says what is wrong with the row itself. */
final class RowReader {

    private static final int WIDE = 8;

    /** What spreadsheets write where a formula has failed. */
    private static final Set<String> ERRORS = Set.of(
            "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA");

    private final Layout layout;
    private final List<Mapped> mapped = new ArrayList<>();
    private final int columns;
    private final boolean guarded;
    private final Map<Integer, ZeroLoss> watched = new HashMap<>();

    /** A column that is read. */
    private record Mapped(int index, String column, String field) {}

    RowReader(Layout layout) {
        this.layout = layout;
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < layout.columns().size(); i++) {
            var column = layout.columns().get(i);
            var field = layout.mapping().get(column);
            if (field != null) {
                var times = seen.merge(field, 1, Integer::sum);
                mapped.add(new Mapped(i, column, times == 1 ? field : field + "#" + times));
                if (field.startsWith("identifier:") || field.equals("customer") || field.equals("externalId")) {
                    watched.put(i, new ZeroLoss());
                }
            }
        }
        this.columns = layout.columns().size();
        this.guarded = ErrorFile.isOurs(layout.header());
    }

    /** A row as read. */
    record Read(Map<String, String> values, List<Fault> faults) {}

    /** Looks at a row of the beginning of the file, to know how wide its numbers are. */
    void watch(CsvRow row) {
        watched.forEach((index, column) -> column.see(cell(row, index)));
    }

    Read read(CsvRow row) {
        var faults = new Faults();
        if (row.shape() == CsvRow.Shape.LONG) {
            faults.add("", ImportTexts.of("row-too-long", columns));
        }
        if (row.isDamaged()) {
            faults.add("", ImportTexts.of("row-damaged"));
        }
        var values = new LinkedHashMap<String, String>();
        for (var column : mapped) {
            var cell = layout.read(column.column, cell(row, column.index));
            if (Faults.isBlank(cell)) {
                continue;
            }
            values.put(column.field, cell);
            if (ERRORS.contains(cell.strip())) {
                faults.add("/" + column.field, ImportTexts.of("cell-error", cell.strip()));
                continue;
            }
            var watch = watched.get(column.index);
            if (watch != null) {
                if (Cells.SCIENTIFIC.equals(Cells.number(cell).fault())) {
                    faults.add("/" + column.field, ImportTexts.of(Cells.SCIENTIFIC));
                } else if (watch.isSuspect(cell) && cell.strip().length() >= WIDE - 1) {
                    faults.add("/" + column.field, ImportTexts.of("zeros-lost"));
                }
            }
        }
        return new Read(values, faults.found());
    }

    private String cell(CsvRow row, int index) {
        var cell = Cells.text(row.cells().get(index));
        return guarded ? FormulaGuard.unguard(cell) : cell;
    }

    /** The column that a fault is about; {@code null} where it is about the row. */
    @Nullable
    String column(String pointer) {
        for (var column : mapped) {
            if (pointer.equals("/" + column.field) || pointer.startsWith("/" + column.field + "/")) {
                return column.column;
            }
        }
        return null;
    }

    /** All of a row, the same for rows that say the same. */
    static String content(Map<String, String> values) {
        var text = new StringBuilder();
        new TreeMap<>(values)
                .forEach((field, value) -> text.append(field.length())
                        .append(':')
                        .append(field)
                        .append(value.length())
                        .append(':')
                        .append(value));
        return text.toString();
    }
}
