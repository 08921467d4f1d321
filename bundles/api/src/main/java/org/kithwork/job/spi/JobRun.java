package org.kithwork.job.spi;

import java.util.Map;
import org.kithwork.problem.Message;
import org.osgi.annotation.versioning.ProviderType;

/** A job at work. */
@ProviderType
public interface JobRun {

    String id();

    /** What it was submitted with. */
    Map<String, Object> data();

    /** What was saved last; empty at the start. */
    Map<String, Object> state();

    /** Saves, in the current transaction, where to go on after a crash. */
    void save(Map<String, Object> state);

    /** Tells how far it is, for those who watch. {@code total} is 0 while unknown. */
    void progress(long done, long total);

    /** Notes something that went wrong without stopping the job. */
    void problem(Message message);

    /** Whether to save and return soon: paused, cancelled, or the system is stopping. */
    boolean stopRequested();
}
