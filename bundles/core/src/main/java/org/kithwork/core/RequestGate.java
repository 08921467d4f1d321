package org.kithwork.core;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/** Lets requests to a module in, or answers them 503; so that a module is stopped with no request inside. */
@ConsumerType
public interface RequestGate {

    /** Lets no new request in, and waits until those inside are done. {@code false} when some are still inside. */
    boolean close(String module, Duration patience);

    /** Lets requests in again. */
    void open(String module);
}
