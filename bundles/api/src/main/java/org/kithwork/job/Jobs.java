package org.kithwork.job;

import org.osgi.annotation.versioning.ProviderType;

/** Submits jobs. */
@ProviderType
public interface Jobs {

    /**
     * Submits a job in the current transaction: rolled back, there is no job. It runs as the caller, whose rights are
     * checked again as it goes.
     *
     * @return its id
     */
    String submit(JobRequest request);
}
