package org.kithwork.archives.internal.importing;

import java.util.List;
import java.util.Map;
import org.kithwork.importing.spi.ImportField;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/** Describes fields, and names the faults of a draft by the fields that they came from. */
final class Fields {

    private Fields() {}

    static ImportField field(String name, boolean required, String... synonyms) {
        var title = Cells.message("field." + name.replace(":*", "").replace(':', '-'));
        return new ImportField(name, title, required, List.of(synonyms));
    }

    /** The same problem with pointers to fields; a conflict becomes the fault of its row. */
    static Problem byField(Problem problem, Map<String, String> fields, String otherwise) {
        if (problem.kind() == ProblemKind.CONFLICT) {
            return Problem.invalid("/" + otherwise, problem.message());
        }
        if (problem.faults().isEmpty()) {
            return problem;
        }
        return Problem.invalid(problem.faults().stream()
                .map(fault -> new Fault("/" + field(fault.pointer(), fields), fault.message()))
                .toList());
    }

    private static String field(String pointer, Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(field -> pointer.startsWith(field.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(pointer.substring(1));
    }
}
