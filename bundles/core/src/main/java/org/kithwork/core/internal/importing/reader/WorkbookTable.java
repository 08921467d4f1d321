package org.kithwork.core.internal.importing.reader;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a sheet of a workbook as the table that imports read: UTF-8, commas, the header first. */
public final class WorkbookTable {
    private static final int LOOKED_AT = 20;

    private final Workbook workbook;
    private final Workbook.Sheet sheet;

    private WorkbookTable(Workbook workbook, Workbook.Sheet sheet) {
        this.workbook = workbook;
        this.sheet = sheet;
    }

    /**
     * Opens a workbook at a sheet.
     *
     * @param wanted the name or the number of the sheet; the first one that is shown without it
     * @throws CsvException when it is none, cannot be read, or has no such sheet
     */
    public static WorkbookTable open(ByteSource file, @Nullable String wanted) throws IOException {
        Workbook workbook = Workbook.open(file);
        return new WorkbookTable(workbook, workbook.sheet(wanted));
    }

    /** Why a compound document cannot be read: it is of the old format, or it is encrypted. */
    public static CsvException compound(ByteSource file) throws IOException {
        return Workbook.compound(file);
    }

    /** The names of all sheets. */
    public List<String> sheets() {
        return workbook.sheets().stream().map(Workbook.Sheet::name).toList();
    }

    /** The number of the sheet that is read, from 1 on. */
    public int number() {
        return workbook.sheets().indexOf(sheet) + 1;
    }

    /** The name of the sheet that is read. */
    public String sheet() {
        return sheet.name();
    }

    /**
     * The row that holds the names of the columns: the first one with several cells, since a title in one cell often
     * stands above it.
     *
     * @throws CsvException when the sheet is empty
     */
    public int headerRow() throws IOException {
        int[] first = new int[2];
        workbook.rows(sheet, (number, cells) -> {
            long filled = cells.stream().filter(cell -> !cell.isBlank()).count();
            first[0] = first[0] == 0 && filled > 0 ? number : first[0];
            first[1] = filled > 1 ? number : 0;
            return first[1] == 0 && number < LOOKED_AT;
        });
        if (first[0] == 0) {
            throw empty();
        }
        return first[1] == 0 ? first[0] : first[1];
    }

    private static CsvException empty() {
        return new CsvException(CsvException.Fault.EMPTY, 0, "the sheet has no header");
    }

    /**
     * Writes the rows from the header on; one that is empty keeps its place.
     *
     * @param most the most bytes that may be written
     * @return how it is written
     */
    public CsvFormat write(OutputStream out, int headerRow, long most) throws IOException {
        long[] rows = new long[1];
        try (CsvWriter writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new Bounded(out, most), StandardCharsets.UTF_8)) {
            int[] next = {headerRow};
            workbook.rows(sheet, (number, cells) -> {
                if (number >= headerRow) {
                    if (next[0] == headerRow && number > headerRow) {
                        throw empty();
                    }
                    for (; next[0] < number; next[0]++) {
                        writer.writeRecord("", "");
                    }
                    writer.writeRecord(twoOrMore(cells));
                    next[0]++;
                }
                return true;
            });
            rows[0] = next[0] - headerRow - 1L;
        }
        if (rows[0] < 0) {
            throw empty();
        }
        return new CsvFormat(StandardCharsets.UTF_8, ',', 0, true, rows[0]);
    }

    /** A line of one empty cell would be none. */
    private static List<String> twoOrMore(List<String> cells) {
        List<String> more = new ArrayList<>(cells);
        while (more.size() < 2) {
            more.add("");
        }
        return more;
    }

    /** Refuses to write more than a table may have: texts are shared in a workbook, so a small one can be huge. */
    static final class Bounded extends FilterOutputStream {
        private long left;

        Bounded(OutputStream out, long most) {
            super(out);
            this.left = most;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new CsvException(CsvException.Fault.WORKBOOK_TOO_LARGE, 0, "the table is too long");
            }
            out.write(bytes, from, length);
        }
    }
}
