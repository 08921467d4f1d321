package org.kithwork.importing.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as mapped.
 *
 * @param number its number in the file, the first row below the header is 1
 * @param values the cells by the field they are mapped to, never blank; where several columns are mapped to one field,
 *     the further ones stand under {@code field#2}, {@code field#3} in the order of the columns
 * @param known the id of the record that an earlier row with the same key made, {@code null} for a new key
 */
public record ImportRow(
        long number, Map<String, String> values, @Nullable String known) {

    public ImportRow {
        values = Map.copyOf(values);
    }

    /** The cell of a field. */
    public @Nullable String text(String field) {
        return values.get(field);
    }
}
