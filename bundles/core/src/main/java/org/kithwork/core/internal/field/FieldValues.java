package org.kithwork.core.internal.field;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.field.store.ValueEntity;
import org.kithwork.core.internal.field.store.ValueStore;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.FieldCipher;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.FieldType;
import org.kithwork.id.Ids;
import org.kithwork.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads and writes values in their form on the wire; asks no right. Sensitive values, and texts that are not searched,
 * are encrypted.
 */
@Component(service = FieldValues.class)
public final class FieldValues {

    private final ValueStore store;
    private final FieldCipher cipher;
    private final Json json;
    private final Ids ids;

    @Activate
    public FieldValues(@Reference ValueStore store, @Reference Keys keys, @Reference Json json, @Reference Ids ids) {
        this.store = store;
        this.cipher = new FieldCipher(keys.ring());
        this.json = json;
        this.ids = ids;
    }

    /** The record that values stand on, and the customer it is about. */
    public record Place(String object, String id, @Nullable String customer) {}

    /** The values of a record by the id of their field. */
    public Map<String, Object> of(Collection<FieldDefinition> fields, String record) {
        return fields.isEmpty() ? Map.of() : values(fields, store.ofObjects(List.of(record)));
    }

    /** The values of several records by record and field. */
    public Map<String, Map<String, Object>> of(Collection<FieldDefinition> fields, Collection<String> records) {
        var rows = new HashMap<String, List<ValueEntity>>();
        if (!fields.isEmpty()) {
            for (var row : store.ofObjects(records)) {
                rows.computeIfAbsent(row.objectId, record -> new ArrayList<>()).add(row);
            }
        }
        var found = new HashMap<String, Map<String, Object>>();
        rows.forEach((record, some) -> found.put(record, values(fields, some)));
        return found;
    }

    private Map<String, Object> values(Collection<FieldDefinition> fields, List<ValueEntity> rows) {
        var byField = new HashMap<String, List<ValueEntity>>();
        rows.forEach(row ->
                byField.computeIfAbsent(row.fieldId, field -> new ArrayList<>()).add(row));
        var values = new HashMap<String, Object>();
        for (var field : fields) {
            var some = byField.get(field.id());
            if (some != null) {
                values.put(field.id(), value(field, some));
            }
        }
        return values;
    }

    private Object value(FieldDefinition field, List<ValueEntity> rows) {
        var row = rows.get(0);
        if (row.valueCipher != null) {
            return json.read(cipher.decrypt(DataClass.NOTE, place(row.id), row.valueCipher), Object.class);
        }
        return switch (field.type()) {
            case TEXT, CHOICE -> row.text;
            case NUMBER -> FieldReader.plain(row.number);
            case DATE -> row.date;
            case YES_NO -> Boolean.valueOf(row.text);
            case MULTI_CHOICE -> {
                var chosen = rows.stream().map(some -> some.part).toList();
                yield field.choices().stream()
                        .map(FieldDefinition.Choice::key)
                        .filter(chosen::contains)
                        .toList();
            }
            case MONEY ->
                Map.of("amount", scaled(row).toPlainString(), "currency", Objects.requireNonNull(row.currency));
        };
    }

    private static BigDecimal scaled(ValueEntity row) {
        var currency = java.util.Currency.getInstance(row.currency);
        return row.number.setScale(currency.getDefaultFractionDigits(), java.math.RoundingMode.UNNECESSARY);
    }

    /** Puts a value in the place of what stands there; {@code null} leaves nothing. The record is locked. */
    public void write(Place at, FieldDefinition field, @Nullable Object value) {
        var rows = new ArrayList<ValueEntity>();
        if (value != null && isEncrypted(field)) {
            var row = row(at, field);
            row.valueCipher = cipher.encrypt(DataClass.NOTE, place(row.id), json.write(value));
            rows.add(row);
        } else if (value != null) {
            for (var part : FieldKeys.of(field.type(), value)) {
                var row = row(at, field);
                row.searchKey = FieldKeys.key(field, part, at.id());
                fill(row, field.type(), value, part);
                rows.add(row);
            }
        }
        store.replace(at.id(), field.id(), rows);
    }

    static boolean isEncrypted(FieldDefinition field) {
        return field.sensitive() || (field.type() == FieldType.TEXT && !field.searchable());
    }

    private static void fill(ValueEntity row, FieldType type, Object value, String part) {
        switch (type) {
            case TEXT, CHOICE, YES_NO -> row.text = value.toString();
            case NUMBER -> row.number = new BigDecimal(value.toString());
            case DATE -> row.date = value.toString();
            case MULTI_CHOICE -> row.part = part;
            case MONEY -> {
                var money = (Map<?, ?>) value;
                row.number = new BigDecimal((String) money.get("amount"));
                row.currency = (String) money.get("currency");
            }
        }
    }

    private ValueEntity row(Place at, FieldDefinition field) {
        var row = new ValueEntity();
        row.id = ids.next();
        row.object = at.object();
        row.objectId = at.id();
        row.customerId = at.customer();
        row.fieldId = field.id();
        return row;
    }

    /** Removes all that is kept on a record. */
    public void removeOfRecord(String record) {
        store.removeOfObject(record);
    }

    /** Removes all that is kept about a customer, on whatever record. */
    public void removeOfCustomer(String customer) {
        store.removeOfCustomer(customer);
    }

    boolean isUsed(String field) {
        return store.isUsed(field);
    }

    /** Whether some record has chosen it; of what is encrypted nobody can say, so any value counts. */
    boolean isChosen(FieldDefinition field, String choice) {
        if (isEncrypted(field)) {
            return store.isUsed(field.id());
        }
        var range = FieldKeys.exactly(field, choice);
        return store.isFound(range.low(), range.high());
    }

    private static FieldRef place(String id) {
        return new FieldRef("core_field_value", "value_cipher", id);
    }
}
