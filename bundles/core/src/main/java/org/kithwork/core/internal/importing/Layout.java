package org.kithwork.core.internal.importing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file looks like and how it is read; it may hold data of people, so it is stored encrypted and expires.
 *
 * @param header the header as it stands in the file
 * @param sample the cells of the first rows, under the columns
 * @param mapping the field of each column that is read; empty until somebody says so
 * @param proposed the fields that the columns' names propose
 * @param more the options of the kind that were said
 * @param table of what the table was made; {@code null} where the file is the table
 * @param values what words of a column are read as, by column and word; {@code null} where nobody said any
 * @param words what stands in the first rows of each column that says few different things
 */
record Layout(
        List<String> header,
        List<String> columns,
        List<List<String>> sample,
        Map<String, String> mapping,
        Map<String, String> proposed,
        Map<String, String> more,
        @Nullable Table table,
        @Nullable Map<String, Map<String, String>> values,
        Map<String, List<String>> words) {

    /**
     * What a file in another format is.
     *
     * @param name the name under which its table is kept
     * @param format its name, such as {@code XLSX}
     * @param sheets the names of its sheets; empty where the format has none
     * @param sheet the one that is read
     * @param headerRow the row of the sheet that holds the names of the columns; 0 where the format has none
     */
    record Table(
            String name,
            String format,
            List<String> sheets,
            @Nullable String sheet,
            int headerRow) {
        Table {
            sheets = List.copyOf(sheets);
        }
    }

    Layout {
        header = List.copyOf(header);
        columns = List.copyOf(columns);
        sample = List.copyOf(sample);
        mapping = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(mapping));
        proposed = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(proposed));
        more = Map.copyOf(more);
        words = Map.copyOf(words);
    }

    Layout mapped(Map<String, String> to) {
        return new Layout(header, columns, sample, to, proposed, more, table, values, words);
    }

    Layout proposing(Map<String, String> fields) {
        return new Layout(header, columns, sample, mapping, fields, more, table, values, words);
    }

    Layout knowing(Map<String, String> options) {
        return new Layout(header, columns, sample, mapping, proposed, options, table, values, words);
    }

    Layout of(Table from) {
        return new Layout(header, columns, sample, mapping, proposed, more, from, values, words);
    }

    Layout reading(@Nullable Map<String, Map<String, String>> said) {
        return new Layout(header, columns, sample, mapping, proposed, more, table, said, words);
    }

    /** What a word of a column is read as. */
    String read(String column, String cell) {
        var said = values == null ? null : values.get(column);
        return said == null ? cell : said.getOrDefault(cell.strip(), cell);
    }
}
