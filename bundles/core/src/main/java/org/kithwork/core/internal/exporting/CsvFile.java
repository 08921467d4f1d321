package org.kithwork.core.internal.exporting;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kithwork.core.internal.importing.reader.ErrorFile;
import org.kithwork.core.internal.importing.reader.FormulaGuard;
import org.kithwork.customer.Customer;

/** A table that spreadsheets open: every cell in quotes, none of them run as a formula, the mark of the file at the end. */
final class CsvFile implements CustomerFile {

    private final CsvWriter writer;
    private final ExportColumns.Chosen columns;
    private final CustomerCells cells;
    private final String mark;

    CsvFile(
            OutputStream target,
            String encoding,
            ExportColumns.Chosen columns,
            CustomerCells cells,
            String mark,
            Locale locale)
            throws IOException {
        this.columns = columns;
        this.cells = cells;
        this.mark = mark;
        var charset = Charset.forName(encoding);
        if (charset.equals(StandardCharsets.UTF_8)) {
            target.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        }
        writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .build(target, charset);
        var header = new ArrayList<String>();
        columns.columns().forEach(column -> header.addAll(column.headings(locale)));
        columns.fields().forEach(field -> header.add(field.title().text(locale)));
        header.add(ErrorFile.EXPORT_MARK);
        write(header);
    }

    @Override
    public void add(Customer customer) {
        var row = new ArrayList<String>();
        columns.columns().forEach(column -> row.addAll(cells.of(column, customer)));
        columns.fields().forEach(field -> row.add(cells.of(field, customer)));
        row.add(mark);
        write(row);
    }

    private void write(List<String> row) {
        writer.writeRecord(row.stream().map(FormulaGuard::guard).toList());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
