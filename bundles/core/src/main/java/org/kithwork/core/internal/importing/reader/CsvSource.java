package org.kithwork.core.internal.importing.reader;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a file, one after the other; nothing but the row at hand is kept. Not safe for several threads.
 *
 * <p>Empty lines are passed over. A row says where it begins, so that reading can go on after it later.
 */
public final class CsvSource implements Closeable {
    /** The most columns that a file may have. */
    public static final int MOST_COLUMNS = 200;

    private static final int LONGEST_CELL = 1 << 20;

    private final LineOffsets lines;
    private final CloseableIterator<CsvRecord> records;
    private final long lineBefore;
    private final List<String> header;
    private final List<String> columns;
    private long number;
    private long lastLine;

    private CsvSource(ByteSource source, CsvFormat format, CsvPosition at, List<String> knownHeader)
            throws IOException {
        InputStream stream = source.open();
        try {
            stream.skipNBytes(at.offset());
            this.lineBefore = at.line() - 1;
            this.lastLine = at.line();
            this.lines = new LineOffsets(stream, format, at.offset(), at.line());
            InputStreamReader reader = new InputStreamReader(
                    lines,
                    format.charset()
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPLACE)
                            .onUnmappableCharacter(CodingErrorAction.REPLACE));
            this.records = builder(format.separator()).ofCsvRecord(reader).iterator();
            this.number = at.number();
            this.header = knownHeader.isEmpty() ? readHeader() : List.copyOf(knownHeader);
            this.columns = uniqueNames(header);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    /** Opens a file at its header. */
    public static CsvSource open(ByteSource source, CsvFormat format) throws IOException {
        return new CsvSource(source, format, new CsvPosition(0, 1, format.start()), List.of());
    }

    /** Opens a file after a row that was dealt with; the header is the one that {@link #header()} gave. */
    public static CsvSource resume(ByteSource source, CsvFormat format, List<String> header, CsvPosition done)
            throws IOException {
        CsvPosition again = new CsvPosition(done.number() - 1, done.line(), done.offset());
        CsvSource resumed = new CsvSource(source, format, again, header);
        if (resumed.next().isEmpty()) {
            resumed.close();
            throw new CsvException(CsvException.Fault.MOVED, done.line(), "the file has no such row any more");
        }
        return resumed;
    }

    static CsvReader.CsvReaderBuilder builder(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter('"')
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL);
    }

    /** The header as it stands in the file. */
    public List<String> header() {
        return header;
    }

    /** The columns by names that differ: trimmed, a repeated one numbered ("备注 (2)"), an empty one "#3". */
    public List<String> columns() {
        return columns;
    }

    /** The next row, or nothing at the end. */
    public Optional<CsvRow> next() {
        Optional<CsvRecord> read = record();
        if (read.isEmpty()) {
            return Optional.empty();
        }
        CsvRecord record = read.get();
        List<String> cells = new ArrayList<>(record.getFields());
        CsvRow.Shape shape = CsvRow.Shape.FULL;
        if (cells.size() < columns.size()) {
            shape = CsvRow.Shape.SHORT;
            while (cells.size() < columns.size()) {
                cells.add("");
            }
        } else if (cells.subList(columns.size(), cells.size()).stream().anyMatch(cell -> !cell.isBlank())) {
            shape = CsvRow.Shape.LONG;
        }
        return Optional.of(new CsvRow(++number, lastLine, lines.of(lastLine), cells, shape));
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private Optional<CsvRecord> record() {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            CsvRecord record = records.next();
            lastLine = lineBefore + record.getStartingLineNumber();
            return Optional.of(record);
        } catch (CsvParseException e) {
            throw new CsvException(
                    CsvException.Fault.QUOTES,
                    lastLine + 1,
                    "after line " + lastLine + " a quoted cell does not end or is followed by text",
                    e);
        }
    }

    private List<String> readHeader() {
        CsvRecord record =
                record().orElseThrow(() -> new CsvException(CsvException.Fault.EMPTY, 0, "the file has no header"));
        List<String> names = new ArrayList<>(record.getFields());
        while (names.size() > 1 && names.get(names.size() - 1).isBlank()) {
            names.remove(names.size() - 1);
        }
        if (names.size() > MOST_COLUMNS) {
            throw new CsvException(
                    CsvException.Fault.TOO_MANY_COLUMNS, lastLine, "a file may have " + MOST_COLUMNS + " columns");
        }
        return List.copyOf(names);
    }

    private static List<String> uniqueNames(List<String> header) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (String cell : header) {
            String name = cell.strip().isEmpty() ? "#" + (names.size() + 1) : cell.strip();
            int times = seen.merge(name, 1, Integer::sum);
            String unique = times == 1 ? name : name + " (" + times + ")";
            while (times > 1 && seen.putIfAbsent(unique, 1) != null) {
                unique = name + " (" + ++times + ")";
            }
            names.add(unique);
        }
        return List.copyOf(names);
    }
}
