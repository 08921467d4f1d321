package org.kithwork.core.internal.backup;

import java.io.IOException;
import java.nio.file.Path;
import org.kithwork.core.internal.backup.store.DatabaseTrouble;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/** The failures of this area; their sentences stand beside this class. */
public final class BackupProblem {

    private BackupProblem() {}

    public static Problem conflict(String code, Object... arguments) {
        return Problem.conflict(message(code, arguments));
    }

    /** A failure at work in this place: that its disk is full, or the code's own sentence. */
    static Problem of(String code, Path place, IOException cause) {
        return DatabaseTrouble.isFull(cause)
                ? Problem.of(ProblemKind.STORAGE_FULL, message("full", place))
                : conflict(code, String.valueOf(cause.getMessage()));
    }

    static Message message(String code, Object... arguments) {
        return Message.of(BackupProblem.class, code, arguments);
    }
}
