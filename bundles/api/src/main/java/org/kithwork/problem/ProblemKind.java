package org.kithwork.problem;

/** The few kinds of failure that a caller can tell apart; each has one HTTP status and one exit status of the shell. */
public enum ProblemKind {
    MALFORMED(400);

    private final int status;

    ProblemKind(int status) {
        this.status = status;
    }

    /** The HTTP status that stands for this kind. */
    public int status() {
        return status;
    }
}
