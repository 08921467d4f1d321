package org.kithwork.core.internal.field;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.core.internal.access.FieldPolicies;
import org.kithwork.core.internal.access.FieldRules;
import org.kithwork.core.internal.access.FieldRules.Place;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.Fields;
import org.kithwork.field.spi.FieldObject;
import org.kithwork.field.spi.FieldRecord;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The fields of the records of modules: every id goes through its module's own resolver, every value through the rules. */
@Component(service = Fields.class)
public final class FieldService implements Fields {

    private final FieldObjects objects;
    private final FieldDefinitions definitions;
    private final FieldValues values;
    private final FieldPolicies policies;
    private final Company company;
    private final Transactions transactions;

    @Activate
    public FieldService(
            @Reference FieldObjects objects,
            @Reference FieldDefinitions definitions,
            @Reference FieldValues values,
            @Reference FieldPolicies policies,
            @Reference Company company,
            @Reference Transactions transactions) {
        this.objects = objects;
        this.definitions = definitions;
        this.values = values;
        this.policies = policies;
        this.company = company;
        this.transactions = transactions;
    }

    @Override
    public List<FieldDefinition> definitions(String object, FieldAccess least) {
        var rules = rules(kind(object));
        return transactions.call(() -> definitions.active(object).stream()
                .filter(field -> rules.somewhere(field.member())
                        .isAtLeast(least.compareTo(FieldAccess.MASK) < 0 ? FieldAccess.MASK : least))
                .toList());
    }

    @Override
    public Map<String, Object> values(String object, String id) {
        var kind = kind(object);
        return transactions.call(() -> {
            var place = place(kind.find(id, kind.view()).orElseThrow(() -> notFound(kind)));
            var rules = rules(kind);
            var fields = definitions.active(object).stream()
                    .filter(field -> rules.accessTo(field.member(), place).isAtLeast(FieldAccess.READ))
                    .toList();
            return byKey(fields, values.of(fields, id));
        });
    }

    private static Map<String, Object> byKey(List<FieldDefinition> fields, Map<String, Object> byId) {
        var found = new HashMap<String, Object>();
        for (var field : fields) {
            var value = byId.get(field.id());
            if (value != null) {
                found.put(field.key(), value);
            }
        }
        return found;
    }

    @Override
    public List<String> change(String object, String id, Map<String, @Nullable Object> given) {
        var kind = kind(object);
        return transactions.call(() -> {
            var record = kind.lock(id).orElseThrow(() -> notFound(kind));
            var fields = definitions.active(object);
            var rules = rules(kind);
            var place = place(record);
            FieldChecks.requireWritable(
                    given.keySet(), fields, field -> rules.accessTo(field.member(), place), kind.edit());
            return write(record, object, fields, given);
        });
    }

    private List<String> write(
            FieldRecord record, String object, List<FieldDefinition> fields, Map<String, @Nullable Object> given) {
        var before = values.of(fields, record.id());
        var faults = new Faults();
        var read = FieldChecks.read(new FieldReader(faults, company.currency()), faults, fields, given, before);
        faults.check();
        var customer = record.customer();
        var at = new FieldValues.Place(object, record.id(), customer == null ? null : customer.value());
        var changed = new ArrayList<String>();
        read.forEach((field, value) -> {
            if (!Objects.equals(before.get(field.id()), value)) {
                values.write(at, field, value);
                changed.add(field.key());
            }
        });
        return changed;
    }

    @Override
    public void remove(String object, String id) {
        values.removeOfRecord(id);
    }

    private FieldRules rules(FieldObject kind) {
        return policies.rules(kind.view(), kind.edit());
    }

    private static Place place(FieldRecord record) {
        var customer = record.customer();
        var owner = record.owner();
        var store = record.store();
        return new Place(
                customer == null ? "" : customer.value(),
                owner == null ? null : owner.value(),
                store == null ? null : store.value(),
                record.restricted());
    }

    private FieldObject kind(String object) {
        return objects.find(object).orElseThrow(() -> Problem.notFound("object"));
    }

    private static Problem notFound(FieldObject kind) {
        return Problem.notFound(kind.view().object());
    }
}
