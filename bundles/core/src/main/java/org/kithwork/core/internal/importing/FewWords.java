package org.kithwork.core.internal.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kithwork.core.internal.importing.reader.Cells;
import org.kithwork.core.internal.importing.reader.CsvException;
import org.kithwork.core.internal.importing.reader.CsvRow;
import org.kithwork.core.internal.importing.reader.CsvSource;
import org.kithwork.core.internal.importing.reader.FormulaGuard;
import org.kithwork.problem.Faults;

/** The words in the columns of a file's first rows, of those columns that say few different things and may be closed lists. */
final class FewWords {

    private static final int ROWS = 1000;
    private static final int MOST = 30;
    private static final int LONGEST = 60;

    private final List<String> columns;
    private final boolean guarded;
    private final List<Set<String>> words = new ArrayList<>();
    private int rows;

    /** Of these columns; cells that our own files guard against formulas are read without their guard. */
    FewWords(List<String> columns, boolean guarded) {
        this.columns = columns;
        this.guarded = guarded;
        columns.forEach(column -> words.add(new LinkedHashSet<>()));
    }

    void see(CsvRow row) {
        rows++;
        for (int i = 0; i < columns.size(); i++) {
            var seen = words.get(i);
            var cell = Cells.text(row.cells().get(i));
            var word = (guarded ? FormulaGuard.unguard(cell) : cell).strip();
            if (!Faults.isBlank(word) && seen.size() <= MOST) {
                seen.add(word);
            }
        }
    }

    /** The rows that follow, as far as they can be read: where the file breaks off is for the import to say. */
    void see(CsvSource source) {
        try {
            for (var row = next(source); row.isPresent(); row = next(source)) {
                see(row.get());
            }
        } catch (CsvException broken) {
            rows = ROWS;
        }
    }

    private Optional<CsvRow> next(CsvSource source) {
        return rows < ROWS ? source.next() : Optional.empty();
    }

    /** By column. */
    Map<String, List<String>> found() {
        var found = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < columns.size(); i++) {
            var seen = words.get(i);
            if (!seen.isEmpty() && seen.size() <= MOST && seen.stream().allMatch(word -> word.length() <= LONGEST)) {
                found.put(columns.get(i), List.copyOf(seen));
            }
        }
        return found;
    }
}
