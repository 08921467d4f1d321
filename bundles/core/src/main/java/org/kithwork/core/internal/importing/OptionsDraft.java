package org.kithwork.core.internal.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.importing.spi.ImportOption;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/**
 * The options of an import as they were written. A member that is {@code null} was not named, or is to be as if it were
 * not.
 *
 * @param values what words of columns are read as, by column and word
 * @param more the options of the kind; one that is blank is to be as if it were not said
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
        @Nullable String sheet,
        @Nullable Integer headerRow,
        @Nullable Map<String, Map<String, String>> values,
        Map<String, String> more) {

    private static final Set<String> TEXTS =
            Set.of("kind", "source", "encoding", "separator", "key", "onDuplicate", "zone", "phoneRegion", "sheet");
    private static final Set<String> COMMON = Stream.concat(
                    TEXTS.stream(), Stream.of("mapping", "start", "headerRow", "values"))
            .collect(Collectors.toUnmodifiableSet());
    private static final int MOST_MORE = 20;
    private static final int LONGEST_MORE = 200;

    /** Reads the members of a JSON object; names every fault. */
    public static OptionsDraft of(Map<String, ? extends @Nullable Object> members) {
        var faults = new Faults();
        var texts = new LinkedHashMap<String, String>();
        var more = new LinkedHashMap<String, String>();
        @Nullable Boolean start = null;
        @Nullable Integer headerRow = null;
        @Nullable Map<String, String> mapping = null;
        @Nullable Map<String, Map<String, String>> values = null;
        for (var member : members.entrySet()) {
            var name = member.getKey();
            var value = member.getValue();
            if (name.equals("mapping")) {
                mapping = value == null ? null : mapping(faults, value);
            } else if (name.equals("values")) {
                values = value == null ? null : ValueWords.read(faults, value);
            } else if (value == null) {
                if (!COMMON.contains(name)) {
                    more.put(name, "");
                }
            } else if (name.equals("start")) {
                start = value instanceof Boolean flag ? flag : faulty(faults, name, "boolean");
            } else if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
                faults.add("/" + name, "type-invalid", "string");
            } else if (TEXTS.contains(name)) {
                texts.put(name, value.toString());
            } else if (name.equals("headerRow")) {
                headerRow = row(faults, value.toString());
            } else if (more.size() < MOST_MORE && value.toString().length() <= LONGEST_MORE) {
                more.put(name, value.toString().strip());
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
                texts.get("sheet"),
                headerRow,
                values,
                more);
    }

    private static @Nullable Integer row(Faults faults, String text) {
        if (text.matches("[1-9][0-9]{0,5}")) {
            return Integer.valueOf(text);
        }
        faults.add("/headerRow", ImportTexts.of("header-row-invalid"));
        return null;
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

    /** Refuses members that nobody understands, and values that are none of an option's choices. */
    void requireKnown(List<ImportOption> options) {
        var known = options.stream().collect(Collectors.toMap(ImportOption::name, option -> option));
        var unknown = more.keySet().stream()
                .filter(name -> !known.containsKey(name))
                .map(name -> new Fault("/" + name, Message.of(Problem.class, "unknown-member")))
                .toList();
        if (!unknown.isEmpty()) {
            throw Problem.of(ProblemKind.MALFORMED, "malformed", Message.of(Problem.class, "unknown-member"))
                    .with(unknown);
        }
        var faults = new Faults();
        for (var option : options) {
            var value = more.getOrDefault(option.name(), "");
            if (!value.isEmpty()
                    && !option.choices().isEmpty()
                    && !option.choices().contains(value)) {
                faults.add("/" + option.name(), "choice-invalid", String.join(", ", option.choices()));
            }
        }
        faults.check();
    }

    /** The options of the kind as they stood, with what was said now. */
    Map<String, String> moreOver(Map<String, String> before) {
        var all = new LinkedHashMap<>(before);
        all.putAll(more);
        all.values().removeIf(String::isEmpty);
        return all;
    }
}
