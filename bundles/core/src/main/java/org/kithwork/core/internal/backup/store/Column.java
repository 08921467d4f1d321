package org.kithwork.core.internal.backup.store;

import org.jspecify.annotations.Nullable;

/**
 * A column as both databases can have it.
 *
 * @param size the length of a text, the precision of a decimal; 0 where there is none
 * @param byCode whether PostgreSQL compares its texts by their codes, as Derby always does
 * @param preset the default as a literal of SQL
 */
record Column(
        String name,
        Type type,
        int size,
        int scale,
        boolean required,
        boolean byCode,
        @Nullable String preset) {

    /** What a column holds. */
    enum Type {
        TEXT("VARCHAR", "VARCHAR"),
        LONG_TEXT("CLOB", "TEXT"),
        LONG("BIGINT", "BIGINT"),
        INTEGER("INTEGER", "INTEGER"),
        SHORT("SMALLINT", "SMALLINT"),
        BOOLEAN("BOOLEAN", "BOOLEAN"),
        DOUBLE("DOUBLE", "DOUBLE PRECISION"),
        DECIMAL("DECIMAL", "DECIMAL"),
        TIMESTAMP("TIMESTAMP", "TIMESTAMP"),
        /** With a zone where there is one. */
        INSTANT("TIMESTAMP", "TIMESTAMP WITH TIME ZONE"),
        DATE("DATE", "DATE"),
        BYTES("BLOB", "BYTEA");

        private final String derby;
        private final String postgres;

        Type(String derby, String postgres) {
            this.derby = derby;
            this.postgres = postgres;
        }
    }

    /** How it is declared. */
    String declaration(boolean isPostgres) {
        var text = new StringBuilder(name).append(' ').append(isPostgres ? type.postgres : type.derby);
        if (type == Type.TEXT) {
            text.append('(').append(size).append(')');
        } else if (type == Type.DECIMAL) {
            text.append('(').append(size).append(", ").append(scale).append(')');
        }
        if (byCode && isPostgres) {
            text.append(" COLLATE \"C\"");
        }
        if (preset != null) {
            text.append(" DEFAULT ").append(preset);
        }
        return required ? text.append(" NOT NULL").toString() : text.toString();
    }
}
