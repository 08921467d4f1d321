package org.kithwork.core.internal.job;

/** Another node has taken the job over, since this one seemed dead; what is under way must be rolled back. */
public final class JobLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobLost(String id) {
        super("job " + id + " was taken over by another run");
    }
}
