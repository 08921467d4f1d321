package org.kithwork.core.internal.importing.reader;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the rows that an import refused: the original columns, then the row's number, the reason's code and its text.
 * UTF-8 with a byte order mark, so that Excel reads it; cells are safe from being run as formulas. Once mended it can
 * be imported again: {@link #isOurs} knows its header, {@link FormulaGuard#unguard} undoes the guard.
 */
public final class ErrorFile implements Closeable {

    /** The column that an exported list carries; its cells are guarded as those of an error file are. */
    public static final String EXPORT_MARK = "kithwork:export";

    private static final List<String> OWN = List.of("kithwork:row", "kithwork:code", "kithwork:reason");

    private final CsvWriter writer;
    private final int columns;

    /** Begins the file with the header of the imported one. */
    public ErrorFile(OutputStream target, List<String> header) throws IOException {
        target.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        this.writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(target, StandardCharsets.UTF_8);
        List<String> original = originalColumns(header);
        this.columns = original.size();
        List<String> cells =
                new ArrayList<>(original.stream().map(FormulaGuard::guard).toList());
        cells.addAll(OWN);
        writer.writeRecord(cells);
    }

    /** Adds a refused row; cells beyond the header are dropped, they have no column to stand in. */
    public void add(CsvRow row, String code, String reason) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            cells.add(i < row.cells().size() ? FormulaGuard.guard(row.cells().get(i)) : "");
        }
        cells.add(Long.toString(row.number()));
        cells.add(FormulaGuard.guard(code));
        cells.add(FormulaGuard.guard(reason));
        writer.writeRecord(cells);
    }

    /** Whether a header is that of such a file, or of a list that was exported. */
    public static boolean isOurs(List<String> header) {
        return header.containsAll(OWN) || header.contains(EXPORT_MARK);
    }

    /** The columns that hold data: all but the ones that such a file adds. */
    public static List<String> originalColumns(List<String> header) {
        return header.stream().filter(name -> !OWN.contains(name)).toList();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
