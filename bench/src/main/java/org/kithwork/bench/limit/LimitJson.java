package org.kithwork.bench.limit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Rows to JSON in the product's shapes, as far as the limit's tables go. */
final class LimitJson {

    private LimitJson() {}

    /** Begins the object of a customer; the caller ends it. */
    static void customer(ResultSet row, JsonGenerator json) throws SQLException, IOException {
        json.writeStartObject();
        json.writeStringField("id", row.getString(1));
        json.writeNumberField("version", row.getInt(2));
        json.writeStringField("kind", row.getString(3));
        json.writeStringField("displayName", row.getString(4));
        json.writeNumberField("sex", row.getInt(5));
        json.writeObjectFieldStart("birth");
        json.writeNumberField("month", row.getInt(6));
        json.writeNumberField("day", row.getInt(7));
        json.writeEndObject();
        json.writeStringField("occupation", row.getString(8));
        json.writeStringField("storeId", row.getString(9));
        json.writeStringField("source", row.getString(10));
        json.writeStringField("createdAt", row.getTimestamp(11).toInstant().toString());
        json.writeStringField("updatedAt", row.getTimestamp(12).toInstant().toString());
    }

    static void contacts(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
        json.writeArrayFieldStart("contactPoints");
        while (rows.next()) {
            json.writeStartObject();
            json.writeStringField("id", rows.getString(1));
            json.writeStringField("type", rows.getString(2));
            json.writeStringField("value", rows.getString(3));
            json.writeBooleanField("primary", rows.getInt(4) == 1);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void summaries(List<LimitStore.Summary> rows, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (LimitStore.Summary row : rows) {
            json.writeStartObject();
            json.writeStringField("id", row.id());
            json.writeNumberField("version", row.version());
            json.writeStringField("kind", row.kind());
            json.writeStringField("displayName", row.displayName());
            json.writeStringField("storeId", row.storeId());
            json.writeStringField("updatedAt", row.updatedAt().toString());
            json.writeStringField("phone", row.phone());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNullField("next");
        json.writeEndObject();
    }
}
