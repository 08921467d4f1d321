package org.kithwork.text;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as a file of comma-separated values that spreadsheets open as it is meant: in UTF-8 with a mark that says so, quoted where it has to
 * be, and without a text that would be taken for a formula.
 */
public final class CsvTable {

    private static final String FORMULA = "=+-@\t\r";

    private final List<String> rows = new ArrayList<>();

    /** A table with these titles and no rows yet. */
    public CsvTable(String... titles) {
        row(Arrays.asList(titles));
    }

    /** Adds a row; numbers are written in plain notation, {@code null} as nothing. */
    public CsvTable row(List<? extends @Nullable Object> cells) {
        rows.add(cells.stream().map(CsvTable::cell).collect(Collectors.joining(",")));
        return this;
    }

    /** The file. */
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "\uFEFF" + String.join("\r\n", rows) + "\r\n";
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof BigDecimal figure) {
            return figure.toPlainString();
        }
        if (value instanceof Number) {
            return value.toString();
        }
        var text = Objects.toString(value, "");
        if (text.length() > 1 && FORMULA.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
