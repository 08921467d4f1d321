package org.kithwork.core.internal.protection;

import java.util.List;

/**
 * A column of sealed texts.
 *
 * @param key the columns of the primary key; their values, joined by a colon, are the id of the place
 * @param entity the kind of record for which the texts are sealed, most often the table
 * @param field the field for which they are sealed, most often the column
 */
public record Cells(String table, List<String> key, String column, DataClass dataClass, String entity, String field) {

    /** A column that is sealed under the names of its table and itself, in a table with one key. */
    static Cells of(DataClass dataClass, String table, String key, String column) {
        return new Cells(table, List.of(key), column, dataClass, table, column);
    }

    /** By what people and a job that goes on know it. */
    public String name() {
        return table + "." + column;
    }

    FieldRef place(String id) {
        return new FieldRef(entity, field, id);
    }
}
