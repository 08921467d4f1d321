package org.kithwork.core.internal.backup;

import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** The failures of this area; their sentences stand beside this class. */
public final class BackupProblem {

    private BackupProblem() {}

    public static Problem conflict(String code, Object... arguments) {
        return Problem.conflict(message(code, arguments));
    }

    static Message message(String code, Object... arguments) {
        return Message.of(BackupProblem.class, code, arguments);
    }
}
