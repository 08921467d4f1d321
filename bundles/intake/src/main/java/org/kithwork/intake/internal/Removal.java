package org.kithwork.intake.internal;

import java.util.Map;

/**
 * What ends with a feed or a webhook that is deleted.
 *
 * @param name what people call it
 * @param waiting of its log, what is still to be done and will not be
 * @param done what was done
 * @param failed what was given up
 */
public record Removal(String name, long waiting, long done, long failed) {

    /** What is kept of the log in the audit. */
    public Map<String, Object> detail() {
        return Map.of("name", name, "waiting", waiting, "done", done, "failed", failed);
    }
}
