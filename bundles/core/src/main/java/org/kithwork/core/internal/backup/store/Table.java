package org.kithwork.core.internal.backup.store;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table with its constraints and indexes. */
record Table(String name, List<Column> columns, List<Key> keys, List<Index> indexes, List<Reference> references) {

    /** A primary key or a unique constraint; without a name where the database made one up. */
    record Key(@Nullable String name, boolean primary, List<String> columns) {

        String declaration() {
            return (name == null ? "" : "CONSTRAINT " + name + " ") + (primary ? "PRIMARY KEY (" : "UNIQUE (")
                    + String.join(", ", columns) + ")";
        }
    }

    /** An index; a column that descends ends in {@code DESC}. */
    record Index(String name, boolean unique, List<String> columns) {}

    /** A foreign key. */
    record Reference(
            @Nullable String name, List<String> columns, String target, List<String> targetColumns, boolean cascades) {}

    String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    String select() {
        return "SELECT " + names() + " FROM " + name;
    }

    String insert() {
        return "INSERT INTO " + name + " (" + names() + ") VALUES ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
    }
}
