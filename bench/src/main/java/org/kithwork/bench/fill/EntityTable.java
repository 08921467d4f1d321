package org.kithwork.bench.fill;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.persistence.Column;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** How an entity of the product is written by plain SQL. */
final class EntityTable {

    private static final Map<Class<?>, Integer> TYPES =
            Map.of(Integer.class, Types.INTEGER, Instant.class, Types.TIMESTAMP, BigDecimal.class, Types.DECIMAL);

    private final String name;
    private final List<Field> fields;

    EntityTable(Class<?> entity) {
        Table table = entity.getAnnotation(Table.class);
        if (table == null) {
            throw new IllegalArgumentException(entity + " has no table");
        }
        name = table.name();
        fields = Arrays.stream(entity.getFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList();
    }

    String insert() {
        return "INSERT INTO " + name
                + fields.stream().map(EntityTable::column).collect(Collectors.joining(", ", " (", ")")) + " VALUES ("
                + String.join(", ", Collections.nCopies(fields.size(), "?")) + ")";
    }

    private static String column(Field field) {
        Column column = field.getAnnotation(Column.class);
        return column == null || column.name().isEmpty() ? field.getName().toLowerCase(Locale.ROOT) : column.name();
    }

    void set(PreparedStatement statement, Object entity) throws SQLException {
        for (int i = 0; i < fields.size(); i++) {
            Object value = stored(value(fields.get(i), entity));
            if (value == null) {
                statement.setNull(i + 1, TYPES.getOrDefault(fields.get(i).getType(), Types.VARCHAR));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    private static @Nullable Object value(Field field, Object entity) {
        try {
            return field.get(entity);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object stored(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return Timestamp.valueOf(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
        }
        return value instanceof Enum<?> choice ? choice.name() : value;
    }
}
