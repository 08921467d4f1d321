package org.kithwork.notebook.internal;

import java.time.Instant;

/** One note; also its wire form. */
public record Note(String id, Instant writtenAt, String text) {
    /** Longer text is refused. */
    public static final int LONGEST = 2000;
}
