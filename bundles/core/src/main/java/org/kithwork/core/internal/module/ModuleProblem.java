package org.kithwork.core.internal.module;

import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/** The failures of this area; their sentences stand beside this class. */
public final class ModuleProblem {

    private ModuleProblem() {}

    /** A package that is not taken. */
    public static Problem invalid(String code, Object... arguments) {
        return Problem.of(ProblemKind.INVALID, message(code, arguments));
    }

    /** A change that a rule forbids as things stand. */
    public static Problem conflict(String code, Object... arguments) {
        return Problem.conflict(message(code, arguments));
    }

    /** A sentence of this area. */
    public static Message message(String code, Object... arguments) {
        return Message.of(ModuleProblem.class, code, arguments);
    }
}
