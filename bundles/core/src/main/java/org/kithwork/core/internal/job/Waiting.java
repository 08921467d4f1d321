package org.kithwork.core.internal.job;

/** Thrown by the core's own jobs that need a module, or another node, which is not here: the job waits for it. */
public final class Waiting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For what, for the log. */
    public Waiting(String what) {
        super("waits for " + what);
    }
}
