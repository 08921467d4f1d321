package org.kithwork.core.internal.importing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/**
 * The options of an import as they were written. A member that is {@code null} was not named, or is to be as if it were
 * not.
 *
 * @param more the members that the kind may understand
 */
public record OptionsDraft(
        @Nullable String kind,
        @Nullable String source,
        @Nullable String encoding,
        @Nullable String separator,
        @Nullable Map<String, String> mapping,
        @Nullable String key,
        boolean keyNamed,
        @Nullable String onDuplicate,
        @Nullable String zone,
        @Nullable String phoneRegion,
        @Nullable Boolean start,
        Map<String, String> more) {

    private static final Set<String> TEXTS =
            Set.of("kind", "source", "encoding", "separator", "key", "onDuplicate", "zone", "phoneRegion");
    private static final int MOST_MORE = 20;
    private static final int LONGEST_MORE = 200;

    /** Reads the members of a JSON object; names every fault. */
    public static OptionsDraft of(Map<String, ? extends @Nullable Object> members) {
        var faults = new Faults();
        var texts = new LinkedHashMap<String, String>();
        var more = new LinkedHashMap<String, String>();
        @Nullable Boolean start = null;
        @Nullable Map<String, String> mapping = null;
        for (var member : members.entrySet()) {
            var name = member.getKey();
            var value = member.getValue();
            if (name.equals("mapping")) {
                mapping = value == null ? null : mapping(faults, value);
            } else if (value == null) {
                continue;
            } else if (name.equals("start")) {
                start = value instanceof Boolean flag ? flag : faulty(faults, name, "boolean");
            } else if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
                faults.add("/" + name, "type-invalid", "string");
            } else if (TEXTS.contains(name)) {
                texts.put(name, value.toString());
            } else if (name.equals("sheet")) {
                faults.add("/sheet", ImportTexts.of("sheet-unsupported"));
            } else if (more.size() < MOST_MORE && value.toString().length() <= LONGEST_MORE) {
                more.put(name, value.toString());
            } else {
                faults.add("/" + name, "too-long", LONGEST_MORE);
            }
        }
        faults.check();
        return new OptionsDraft(
                texts.get("kind"),
                texts.get("source"),
                texts.get("encoding"),
                texts.get("separator"),
                mapping,
                texts.get("key"),
                members.containsKey("key"),
                texts.get("onDuplicate"),
                texts.get("zone"),
                texts.get("phoneRegion"),
                start,
                more);
    }

    private static @Nullable Boolean faulty(Faults faults, String name, String type) {
        faults.add("/" + name, "type-invalid", type);
        return null;
    }

    /** The columns that are mapped; one mapped to nothing is left out. */
    private static @Nullable Map<String, String> mapping(Faults faults, Object value) {
        if (!(value instanceof Map<?, ?> columns)) {
            faults.add("/mapping", "type-invalid", "object");
            return null;
        }
        var mapping = new LinkedHashMap<String, String>();
        columns.forEach((column, field) -> {
            if (field instanceof String text) {
                if (!text.isBlank()) {
                    mapping.put(String.valueOf(column), text.strip());
                }
            } else if (field != null) {
                faults.add(pointer(String.valueOf(column)), "type-invalid", "string");
            }
        });
        return mapping;
    }

    static String pointer(String column) {
        return "/mapping/" + column.replace("~", "~0").replace("/", "~1");
    }

    /** Refuses members that nobody understands. */
    void refuseUnknown(java.util.function.Predicate<String> understood) {
        var unknown = more.keySet().stream()
                .filter(name -> !understood.test(name))
                .map(name -> new Fault("/" + name, Message.of(Problem.class, "unknown-member")))
                .toList();
        if (!unknown.isEmpty()) {
            throw Problem.of(ProblemKind.MALFORMED, "malformed", Message.of(Problem.class, "unknown-member"))
                    .with(unknown);
        }
    }
}
