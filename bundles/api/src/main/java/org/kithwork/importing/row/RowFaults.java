package org.kithwork.importing.row;

import java.util.Map;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/** Names the faults of a draft by the fields that they came from. */
public final class RowFaults {

    private RowFaults() {}

    /**
     * The same problem with pointers to fields; a conflict becomes the fault of its row.
     *
     * @param fields by the pointers into the draft; any other pointer is the name of its field
     * @param otherwise the field of a conflict
     */
    public static Problem byField(Problem problem, Map<String, String> fields, String otherwise) {
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
