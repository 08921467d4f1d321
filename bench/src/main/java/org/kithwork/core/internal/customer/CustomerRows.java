package org.kithwork.core.internal.customer;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.aries.jpa.template.JpaTemplate;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.company.Company;
import org.kithwork.core.internal.contact.PhoneNumbers;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.TagEntity;
import org.kithwork.core.internal.field.FieldDefinitions;
import org.kithwork.core.internal.field.FieldValues;
import org.kithwork.core.internal.field.store.FieldStore;
import org.kithwork.core.internal.field.store.ValueEntity;
import org.kithwork.core.internal.field.store.ValueStore;
import org.kithwork.core.internal.id.TimeOrderedIds;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.event.Journal;
import org.kithwork.field.FieldDefinition;
import org.kithwork.json.Json;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.store.SchemaReady;

/**
 * The rows that the product writes for a customer of an import, by its own reader, writer, keys and ciphers; what it
 * would give to its database is caught instead. It stands in the product's package because only there are they in reach.
 */
@NullMarked
public final class CustomerRows {

    private final Keys keys;
    private final AccessControl access;
    private final Clock clock = Clock.systemUTC();
    private final TimeOrderedIds ids = new TimeOrderedIds(clock);

    /** @param actor who is noted as the one who made them */
    public CustomerRows(KeyRing ring, Actor actor) {
        this.keys = new Keys(ring);
        this.access = only(AccessControl.class, "actor", actor);
    }

    /**
     * The entities of one customer, its own row first. Safe for any number of threads.
     *
     * @param values of fields that the company has added
     */
    public List<Object> of(CustomerDraft draft, Map<FieldDefinition, Object> values, Instant createdAt) {
        Catch caught = new Catch();
        CustomerWriter writer = new CustomerWriter(
                caught,
                new CustomerProtection(keys),
                fields(),
                only(Audit.class, "", null),
                only(Journal.class, "record", null),
                access,
                ids,
                clock);
        writer.insertImported(
                new DraftReader(PhoneNumbers.DEFAULT_REGION).read(draft, (faults, kind) -> Map.of()),
                createdAt,
                createdAt);
        write(values, ((CustomerEntity) caught.rows.get(0)).id, caught.rows);
        return caught.rows;
    }

    private void write(Map<FieldDefinition, Object> values, String customer, List<Object> rows) {
        FieldValues writer = new FieldValues(new CatchValues(rows), keys, only(Json.class, "", null), ids);
        FieldValues.Place place = new FieldValues.Place(CustomerPermissions.OBJECT, customer, customer);
        values.forEach((field, value) -> writer.write(place, field, value));
    }

    /** The writer of customers is told of no field: it would ask the database for their definitions. */
    private CustomerFields fields() {
        JpaTemplate nothing = only(JpaTemplate.class, "", null);
        SchemaReady ready = () -> "core";
        return new CustomerFields(
                new FieldDefinitions(new FieldStore(nothing, ready)),
                new FieldValues(new ValueStore(nothing, ready), keys, only(Json.class, "", null), ids),
                only(Company.class, "", null));
    }

    /** Answers one method and refuses every other. */
    private static <T> T only(Class<T> type, String answered, @Nullable Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, all) -> {
            if (!method.getName().equals(answered)) {
                throw new UnsupportedOperationException(method.toString());
            }
            return answer;
        }));
    }

    private static final class CatchValues extends ValueStore {

        private final List<Object> rows;

        CatchValues(List<Object> rows) {
            super(only(JpaTemplate.class, "", null), () -> "core");
            this.rows = rows;
        }

        @Override
        public void replace(String object, String field, List<ValueEntity> values) {
            rows.addAll(values);
        }
    }

    /** Keeps what is to be written. */
    private static final class Catch extends CustomerStore {

        private final List<Object> rows = new ArrayList<>();

        Catch() {
            super(only(JpaTemplate.class, "", null), () -> "core");
        }

        @Override
        public void insert(Collection<?> entities) {
            rows.addAll(entities);
        }

        @Override
        public void insertTags(String customerId, Collection<String> tags) {
            for (String tag : tags) {
                TagEntity row = new TagEntity();
                row.customerId = customerId;
                row.tag = tag;
                rows.add(row);
            }
        }
    }
}
