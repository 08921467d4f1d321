package org.kithwork.archives.internal;

import java.time.Instant;

/** Something with the moment at which it was written down, which may be later than what it tells of. */
public record Written<T>(T what, Instant at) {

    /** Whether it was known at that time. */
    boolean by(Instant time) {
        return !at.isAfter(time);
    }
}
