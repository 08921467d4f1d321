package org.kithwork.core;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/** Says when the endpoints that a module has registered are really served, which happens a moment later. */
@ConsumerType
public interface Endpoints {

    /** Waits until all of them are served. {@code false} when some are not in time. */
    boolean awaitServed(String module, Duration patience);
}
