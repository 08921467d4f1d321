package org.kithwork.core.internal.operation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kithwork.core.internal.importing.reader.FormulaGuard;
import org.kithwork.json.Json;

/** JSON lines as a CSV table for people: UTF-8 with a byte order mark, every cell quoted, none of them a formula. */
final class ExportTable {

    private final Json json;

    ExportTable(Json json) {
        this.json = json;
    }

    /** The members that occur, in the order in which they come. */
    Set<String> columns(InputStream lines) throws IOException {
        var columns = new LinkedHashSet<String>();
        each(lines, row -> row.keySet().forEach(name -> columns.add(String.valueOf(name))));
        return columns;
    }

    /** Writes a table with these columns; the stream stays open. */
    void write(Set<String> columns, InputStream lines, OutputStream target) throws IOException {
        target.write("\uFEFF".getBytes(StandardCharsets.UTF_8));
        target.write(line(List.copyOf(columns)));
        each(lines, row -> {
            var cells = new ArrayList<String>();
            columns.forEach(column -> cells.add(text(row.get(column))));
            target.write(line(cells));
        });
    }

    private interface RowWork {
        void with(Map<?, ?> row) throws IOException;
    }

    private void each(InputStream lines, RowWork work) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            work.with(json.read(line, Map.class));
        }
    }

    private String text(@org.jspecify.annotations.Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Map || value instanceof List ? json.write(value) : value.toString();
    }

    private static byte[] line(List<String> cells) {
        var text = new StringBuilder();
        for (var cell : cells) {
            text.append(text.length() == 0 ? "\"" : ",\"")
                    .append(FormulaGuard.guard(cell).replace("\"", "\"\""))
                    .append('"');
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
