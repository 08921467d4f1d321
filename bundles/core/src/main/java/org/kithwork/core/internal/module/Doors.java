package org.kithwork.core.internal.module;

import java.time.Duration;

/** Whatever leads into a module: requests, jobs, events, operations. Closed before it stops, opened when it serves. */
public interface Doors {

    /** Lets nothing in and waits for what is inside. What stays longer than that is cut off, and done again later. */
    void close(String word, Duration patience);

    /** Brings the module up to date before it serves. */
    void catchUp(String word);

    /** Waits until the doors lead somewhere: until its endpoints are really served. */
    boolean awaitServed(String word, Duration patience);

    void open(String word);

    /** Forgets what is kept for a module that is removed with its data. */
    void forget(String word);
}
