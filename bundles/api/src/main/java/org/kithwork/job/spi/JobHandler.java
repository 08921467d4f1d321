package org.kithwork.job.spi;

import java.util.Locale;
import org.osgi.annotation.versioning.ConsumerType;

/** Runs the jobs of a kind. A job whose module is absent waits. */
@ConsumerType
public interface JobHandler {

    /** {@code module.what-it-does}. */
    String kind();

    /** The title for people of a language, made of the one that the job was given; that one where there is no other. */
    default String title(String given, Locale locale) {
        return given;
    }

    /**
     * Does the work, or goes on with it: after a crash or a pause it is called again with the state it saved last. It
     * returns when done or when {@link JobRun#stopRequested()}; what it throws fails the job with that problem.
     */
    void run(JobRun run);
}
