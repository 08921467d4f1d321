package org.kithwork.bench.fill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers entities and writes them table by table. */
final class EntityBatch implements AutoCloseable {

    private final Connection connection;
    private final Map<Class<?>, Part> parts = new LinkedHashMap<>();

    EntityBatch(Connection connection) {
        this.connection = connection;
    }

    private record Part(EntityTable table, PreparedStatement statement, List<Object> rows) {}

    void addAll(List<Object> entities) throws SQLException {
        for (Object entity : entities) {
            Part part = parts.get(entity.getClass());
            if (part == null) {
                EntityTable table = new EntityTable(entity.getClass());
                part = new Part(table, connection.prepareStatement(table.insert()), new ArrayList<>());
                parts.put(entity.getClass(), part);
            }
            part.rows().add(entity);
        }
    }

    void write() throws SQLException {
        for (Part part : parts.values()) {
            for (Object row : part.rows()) {
                part.table().set(part.statement(), row);
                part.statement().addBatch();
            }
            part.statement().executeBatch();
            part.rows().clear();
        }
    }

    @Override
    public void close() throws SQLException {
        for (Part part : parts.values()) {
            part.statement().close();
        }
    }
}
