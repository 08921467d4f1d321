package org.kithwork.core.internal.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.Customer;
import org.kithwork.json.Json;

/** One object a line, with the members that REST gives of a customer. */
final class JsonLinesFile implements CustomerFile {

    private static final Map<CustomerColumn, List<String>> MEMBERS = new EnumMap<>(CustomerColumn.class);
    private static final Map<CustomerColumn, ContactType> CONTACTS = new EnumMap<>(Map.of(
            CustomerColumn.PHONE, ContactType.PHONE,
            CustomerColumn.EMAIL, ContactType.EMAIL,
            CustomerColumn.ADDRESS, ContactType.ADDRESS,
            CustomerColumn.WECHAT, ContactType.WECHAT,
            CustomerColumn.OTHER, ContactType.OTHER));

    static {
        for (var column : CustomerColumn.values()) {
            MEMBERS.put(column, List.of(column.word()));
        }
        MEMBERS.put(CustomerColumn.OWNER, List.of("ownerId", "ownerName"));
        MEMBERS.put(CustomerColumn.STORE, List.of("storeId", "storeName"));
        CONTACTS.keySet().forEach(column -> MEMBERS.put(column, List.of()));
    }

    private final OutputStream target;
    private final ExportColumns.Chosen columns;
    private final Json json;
    private final String mark;

    JsonLinesFile(OutputStream target, ExportColumns.Chosen columns, Json json, String mark) {
        this.target = target;
        this.columns = columns;
        this.json = json;
        this.mark = mark;
    }

    @Override
    public void add(Customer customer) throws IOException {
        Map<?, ?> whole = json.read(json.write(customer), Map.class);
        var line = new LinkedHashMap<String, Object>();
        for (var column : columns.columns()) {
            for (var member : MEMBERS.getOrDefault(column, List.of())) {
                put(line, member, whole.get(member));
            }
        }
        if (whole.get("contactPoints") instanceof List<?> points) {
            var wanted = CONTACTS.entrySet().stream()
                    .filter(entry -> columns.has(entry.getKey()))
                    .map(entry -> entry.getValue().name())
                    .toList();
            if (!wanted.isEmpty()) {
                line.put(
                        "contactPoints",
                        points.stream().filter(point -> isOf(point, wanted)).toList());
            }
        }
        var fields = new LinkedHashMap<String, Object>();
        columns.fields()
                .forEach(field -> put(fields, field.key(), customer.fields().get(field.key())));
        if (!fields.isEmpty()) {
            line.put("fields", fields);
        }
        line.put("export", mark);
        target.write(json.write(line).getBytes(StandardCharsets.UTF_8));
        target.write('\n');
    }

    private static boolean isOf(Object point, List<String> types) {
        return point instanceof Map<?, ?> members && types.contains(String.valueOf(members.get("type")));
    }

    private static void put(Map<String, Object> line, String member, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            line.put(member, value);
        }
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
