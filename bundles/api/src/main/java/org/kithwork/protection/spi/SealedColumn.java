package org.kithwork.protection.spi;

import java.util.regex.Pattern;

/**
 * A column of sealed texts.
 *
 * @param table the table, which is also the one given to {@link org.kithwork.protection.FieldCipher#seal}
 * @param column the column that holds the sealed text
 * @param key the column of the primary key, whose value is the id given to {@code seal}; a text
 * @param field what was given to {@code seal} as its column; most often the same as {@code column}
 */
public record SealedColumn(String table, String column, String key, String field) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public SealedColumn {
        for (var name : new String[] {table, column, key}) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("No name of a table or a column: " + name);
            }
        }
    }

    /** A column that is sealed under its own name in a table whose primary key is {@code id}. */
    public static SealedColumn of(String table, String column) {
        return new SealedColumn(table, column, "id", column);
    }
}
