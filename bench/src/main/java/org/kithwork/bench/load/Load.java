package org.kithwork.bench.load;

import java.time.Duration;
import java.util.Optional;

/**
 * What to run.
 *
 * @param wanted the status that counts as success
 * @param database the processes of the database, absent when it lives in the server's own
 */
public record Load(
        int port,
        RequestSource requests,
        int wanted,
        int concurrency,
        Duration warmUp,
        Duration measured,
        ProcessTree server,
        Optional<ProcessTree> database) {}
