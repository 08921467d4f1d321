package org.kithwork.core.internal.field;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.field.FieldDefinition;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/** What holds for every change of values, whatever record they stand on. */
public final class FieldChecks {

    private FieldChecks() {}

    /** Refuses names that are no field or hidden, and fields that the actor may not write; names each. */
    public static void requireWritable(
            Collection<String> keys,
            List<FieldDefinition> fields,
            Function<FieldDefinition, FieldAccess> access,
            Permission edit) {
        var unknown = new ArrayList<Fault>();
        var readOnly = new ArrayList<Fault>();
        for (var key : keys) {
            var may = fields.stream()
                    .filter(field -> field.key().equals(key))
                    .findFirst()
                    .map(access)
                    .orElse(FieldAccess.HIDE);
            if (may == FieldAccess.HIDE) {
                unknown.add(new Fault(pointer(key), Message.of(Problem.class, "unknown-member")));
            } else if (may != FieldAccess.WRITE) {
                readOnly.add(new Fault(pointer(key), Message.of(FieldChecks.class, "field-read-only")));
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.of(ProblemKind.MALFORMED, "malformed", Message.of(Problem.class, "unknown-member"))
                    .with(unknown);
        }
        if (!readOnly.isEmpty()) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", edit).with(readOnly);
        }
    }

    /**
     * Reads the values that are given; {@code null} for one that is cleared or at fault.
     *
     * @param before what stands there, by the id of the field
     */
    public static Map<FieldDefinition, @Nullable Object> read(
            FieldReader reader,
            Faults faults,
            List<FieldDefinition> fields,
            Map<String, @Nullable Object> given,
            Map<String, Object> before) {
        var read = new LinkedHashMap<FieldDefinition, @Nullable Object>();
        for (var field : fields) {
            if (given.containsKey(field.key())) {
                var pointer = pointer(field.key());
                var found = faults.found().size();
                var value = reader.read(pointer, field, given.get(field.key()), before.get(field.id()));
                if (value == null && field.required() && faults.found().size() == found) {
                    faults.add(pointer, "required");
                }
                read.put(field, value);
            }
        }
        return read;
    }

    /** Where a field stands in a request; a key has no sign that a pointer would write otherwise. */
    public static String pointer(String key) {
        return "/fields/" + key.replace("~", "~0").replace("/", "~1");
    }
}
