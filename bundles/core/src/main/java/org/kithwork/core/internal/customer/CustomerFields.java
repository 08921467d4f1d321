package org.kithwork.core.internal.customer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.core.internal.access.FieldRules;
import org.kithwork.core.internal.access.FieldRules.Place;
import org.kithwork.core.internal.customer.CustomerHistory.Change;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerScan.Range;
import org.kithwork.core.internal.field.FieldCells;
import org.kithwork.core.internal.field.FieldChecks;
import org.kithwork.core.internal.field.FieldDefinitions;
import org.kithwork.core.internal.field.FieldReader;
import org.kithwork.core.internal.field.FieldSearch;
import org.kithwork.core.internal.field.FieldValues;
import org.kithwork.customer.CustomerKind;
import org.kithwork.customer.CustomerQuery.FieldFilter;
import org.kithwork.field.FieldDefinition;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Faults;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The fields that the company has added to its customers. */
@Component(service = CustomerFields.class)
public final class CustomerFields {

    private final FieldDefinitions definitions;
    private final FieldValues values;
    private final Company company;

    @Activate
    public CustomerFields(
            @Reference FieldDefinitions definitions, @Reference FieldValues values, @Reference Company company) {
        this.definitions = definitions;
        this.values = values;
        this.company = company;
    }

    /** Those in use for customers of this kind, in their order. */
    List<FieldDefinition> of(CustomerKind kind) {
        return active().stream().filter(field -> field.isFor(kind.name())).toList();
    }

    List<FieldDefinition> active() {
        return definitions.active(CustomerPermissions.OBJECT);
    }

    /** The values by key, as far as the actor may see them. */
    Map<String, Object> shown(CustomerEntity customer, Predicate<String> member) {
        var fields = of(customer.kind).stream()
                .filter(field -> member.test(field.member()))
                .toList();
        return byKey(fields, values.of(fields, customer.id));
    }

    /** The same of several customers, by their ids. */
    Map<String, Map<String, Object>> shown(
            List<FieldDefinition> known, List<CustomerEntity> customers, BiPredicate<Place, String> member) {
        var all =
                values.of(known, customers.stream().map(customer -> customer.id).toList());
        var shown = new HashMap<String, Map<String, Object>>();
        for (var customer : customers) {
            var place = CustomerViews.place(customer);
            var fields = known.stream()
                    .filter(field -> field.isFor(customer.kind.name()) && member.test(place, field.member()))
                    .toList();
            shown.put(customer.id, byKey(fields, all.getOrDefault(customer.id, Map.of())));
        }
        return shown;
    }

    private static Map<String, Object> byKey(List<FieldDefinition> fields, Map<String, Object> byId) {
        var byKey = new LinkedHashMap<String, Object>();
        for (var field : fields) {
            var value = byId.get(field.id());
            if (value != null) {
                byKey.put(field.key(), value);
            }
        }
        return byKey;
    }

    /** Whether one of the sensitive fields is shown with a value. */
    boolean showsSensitive(CustomerEntity customer, Predicate<String> member) {
        var sensitive = of(customer.kind).stream()
                .filter(field -> field.sensitive() && member.test(field.member()))
                .toList();
        return !values.of(sensitive, customer.id).isEmpty();
    }

    /** The fields of a customer to be, by definition; faults stand below {@code /fields}. */
    Map<FieldDefinition, Object> draft(
            Faults faults, CustomerKind kind, @Nullable Map<String, @Nullable Object> given, FieldRules rules) {
        var raw = given == null ? Map.<String, @Nullable Object>of() : given;
        var fields = of(kind);
        if (fields.isEmpty() && raw.isEmpty()) {
            return Map.of();
        }
        FieldChecks.requireWritable(
                raw.keySet(), fields, field -> rules.somewhere(field.member()), CustomerPermissions.CREATE);
        var all = new HashMap<>(raw);
        for (var field : fields) {
            if (field.required() && rules.somewhere(field.member()) == FieldAccess.WRITE) {
                all.putIfAbsent(field.key(), null);
            }
        }
        return withValue(FieldChecks.read(reader(faults), faults, fields, all, Map.of()));
    }

    /** The named fields alone, of what is given to a customer that is there; faults stand below {@code /fields}. */
    Map<FieldDefinition, Object> given(
            Faults faults, CustomerKind kind, @Nullable Map<String, @Nullable Object> given) {
        return given == null || given.isEmpty()
                ? Map.of()
                : withValue(FieldChecks.read(reader(faults), faults, of(kind), given, Map.of()));
    }

    private static Map<FieldDefinition, Object> withValue(Map<FieldDefinition, @Nullable Object> read) {
        var found = new LinkedHashMap<FieldDefinition, Object>();
        read.forEach((field, value) -> {
            if (value != null) {
                found.put(field, value);
            }
        });
        return found;
    }

    /**
     * The ranges of values that a list asks for. A field that is hidden for the actor is none; one that is masked on some
     * customer would tell its value by who is in the list, so it is refused as one that is not searched.
     */
    List<Range> ranges(List<FieldFilter> filters, FieldRules rules) {
        if (filters.isEmpty()) {
            return List.of();
        }
        var known = active();
        var search = new FieldSearch(company.currency());
        var ranges = new ArrayList<Range>();
        for (var filter : filters) {
            var field = known.stream()
                    .filter(some -> some.key().equals(filter.key()))
                    .findFirst()
                    .orElse(null);
            if (field == null || rules.somewhere(field.member()) == FieldAccess.HIDE) {
                search.refuse(filter.key(), "field-unknown");
            } else if (!field.searchable() || !rules.everywhere(field.member()).isAtLeast(FieldAccess.READ)) {
                search.refuse(filter.key(), "not-searchable");
            } else {
                var range = search.range(field, filter.value());
                if (range != null) {
                    ranges.add(new Range(range.low(), range.high()));
                }
            }
        }
        search.check();
        return ranges;
    }

    FieldReader reader(Faults faults) {
        return new FieldReader(faults, company.currency());
    }

    /** Writes the fields of a new customer. */
    void insert(String customer, Map<FieldDefinition, Object> draft) {
        draft.forEach((field, value) -> values.write(place(customer), field, value));
    }

    /** Refuses what is no field of the customer, or what the actor may not write there. */
    void requireWritable(
            CustomerEntity customer,
            Map<String, @Nullable Object> given,
            Function<FieldDefinition, FieldAccess> access,
            Permission edit) {
        FieldChecks.requireWritable(given.keySet(), of(customer.kind), access, edit);
    }

    /** Changes the named fields of a customer whose row is locked, unless there are faults. */
    void change(Faults faults, CustomerEntity customer, Map<String, @Nullable Object> given, List<Change> changes) {
        var fields = of(customer.kind);
        var before = values.of(fields, customer.id);
        var read = FieldChecks.read(reader(faults), faults, fields, given, before);
        if (!faults.isEmpty()) {
            return;
        }
        read.forEach((field, value) -> set(customer.id, field, before.get(field.id()), value, changes));
    }

    private void set(
            String customer,
            FieldDefinition field,
            @Nullable Object before,
            @Nullable Object value,
            List<Change> changes) {
        if (!Objects.equals(before, value)) {
            values.write(place(customer), field, value);
            changes.add(new Change(field.member(), before, value));
        }
    }

    /** The values that two customers have of the fields of one of them, for a choice between them. */
    List<Pair> pairs(CustomerEntity survivor, CustomerEntity absorbed) {
        var fields = of(survivor.kind);
        var both = values.of(fields, List.of(survivor.id, absorbed.id));
        var mine = both.getOrDefault(survivor.id, Map.of());
        var others = both.getOrDefault(absorbed.id, Map.of());
        var pairs = new ArrayList<Pair>();
        for (var field : fields) {
            pairs.add(new Pair(field, mine.get(field.id()), others.get(field.id())));
        }
        return pairs;
    }

    /** What two customers have in one field. */
    record Pair(
            FieldDefinition field,
            @Nullable Object mine,
            @Nullable Object other) {}

    /** Puts a value in place, as a merge or its undoing asks. */
    void put(String customer, FieldDefinition field, @Nullable Object value) {
        values.write(place(customer), field, value);
    }

    /** The field of this member, retired or not. */
    @Nullable
    FieldDefinition ofMember(String member) {
        return definitions.all(CustomerPermissions.OBJECT).stream()
                .filter(field -> field.member().equals(member))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Object value(String customer, FieldDefinition field) {
        return values.of(List.of(field), customer).get(field.id());
    }

    /** All that is kept, also in fields that are no longer used, for the person himself. */
    List<Exported> export(String customer) {
        var all = definitions.all(CustomerPermissions.OBJECT);
        var kept = values.of(all, customer);
        return all.stream()
                .filter(field -> kept.containsKey(field.id()))
                .map(field -> new Exported(
                        field.key(),
                        field.title().zh(),
                        field.title().en(),
                        Objects.requireNonNull(kept.get(field.id()))))
                .toList();
    }

    /** A field in a copy for the person. */
    public record Exported(String key, String titleZh, String titleEn, Object value) {}

    /** The fields that the actor may fill in by an import. */
    List<FieldDefinition> importable(FieldRules rules) {
        return active().stream()
                .filter(field -> rules.somewhere(field.member()) == FieldAccess.WRITE)
                .toList();
    }

    /** The fields of a row; each fault stands at the field that its column is mapped to. */
    Map<FieldDefinition, Object> row(
            Faults faults, CustomerKind kind, Map<String, String> cells, List<FieldDefinition> fields) {
        var read = new LinkedHashMap<FieldDefinition, Object>();
        for (var member : cells.keySet()) {
            var known = fields.stream().anyMatch(field -> field.member().equals(member) && field.isFor(kind.name()));
            if (member.startsWith(FieldDefinition.member("")) && !known) {
                faults.add("/" + member, DraftReader.fault("", "field-not-here").message());
            }
        }
        for (var field : fields) {
            var cell = cells.get(field.member());
            if (cell != null && field.isFor(kind.name())) {
                var pointer = "/" + field.member();
                var raw = FieldCells.raw(faults, pointer, field, cell);
                var value = raw == null ? null : reader(faults).read(pointer, field, raw, null);
                if (value != null) {
                    read.put(field, value);
                }
            }
        }
        return read;
    }

    /** The values of a row that change a customer, by key; into empty fields alone where {@code fill}. */
    Map<String, @Nullable Object> news(String customer, Map<FieldDefinition, Object> row, boolean fill) {
        var before = values.of(row.keySet(), customer);
        var news = new LinkedHashMap<String, @Nullable Object>();
        row.forEach((field, value) -> {
            var now = before.get(field.id());
            if (!value.equals(now) && !(fill && now != null)) {
                news.put(field.key(), value);
            }
        });
        return news;
    }

    /** Removes every value that is kept about the customer, the encrypted ones with the rest. */
    void erase(String customer) {
        values.removeOfCustomer(customer);
    }

    private static FieldValues.Place place(String customer) {
        return new FieldValues.Place(CustomerPermissions.OBJECT, customer, customer);
    }
}
