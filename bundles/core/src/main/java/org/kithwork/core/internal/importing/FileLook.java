package org.kithwork.core.internal.importing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kithwork.core.internal.importing.reader.ByteSource;
import org.kithwork.core.internal.importing.reader.CsvException;
import org.kithwork.core.internal.importing.reader.CsvFormat;
import org.kithwork.core.internal.importing.reader.CsvRow;
import org.kithwork.core.internal.importing.reader.CsvSource;
import org.kithwork.core.internal.importing.reader.ErrorFile;
import org.kithwork.problem.Problem;

/** A first look at a file: how it is written, its columns, its first rows. */
record FileLook(CsvFormat format, Layout layout) {

    private static final int SAMPLE_ROWS = 20;
    private static final int LONGEST_SAMPLE = 120;

    /** Looks; throws why it is no table. */
    static FileLook at(ByteSource file, CsvFormat format) throws IOException {
        try (var source = CsvSource.open(file, format)) {
            var columns = source.columns();
            var words = new FewWords(columns, ErrorFile.isOurs(source.header()));
            var sample = new ArrayList<List<String>>();
            for (var row = source.next(); row.isPresent(); row = next(source, sample)) {
                words.see(row.get());
                if (!row.get().isBlank()) {
                    sample.add(row.get().cells().subList(0, columns.size()).stream()
                            .map(FileLook::cut)
                            .toList());
                }
            }
            words.see(source);
            return new FileLook(
                    format,
                    new Layout(
                            source.header(), columns, sample, Map.of(), Map.of(), Map.of(), null, null, words.found()));
        }
    }

    private static Optional<CsvRow> next(CsvSource source, List<List<String>> sample) {
        return sample.size() < SAMPLE_ROWS ? source.next() : Optional.empty();
    }

    /** The same, of a table that was made of a file of another format. */
    FileLook of(Layout.Table table) {
        return new FileLook(format, layout.of(table));
    }

    /** The fault of a file as a problem. */
    static Problem refused(CsvException e) {
        var code = e.fault().code();
        var pointer = switch (e.fault()) {
            case ENCODING_UNKNOWN -> "/encoding";
            case SEPARATOR_UNKNOWN -> "/separator";
            case SHEET_UNKNOWN, NO_SHEETS -> "/sheet";
            default -> "/file";
        };
        return Problem.invalid(pointer, ImportTexts.of(code, e.line(), CsvSource.MOST_COLUMNS));
    }

    private static String cut(String cell) {
        return cell.codePointCount(0, cell.length()) <= LONGEST_SAMPLE
                ? cell
                : cell.substring(0, cell.offsetByCodePoints(0, LONGEST_SAMPLE)) + "…";
    }
}
