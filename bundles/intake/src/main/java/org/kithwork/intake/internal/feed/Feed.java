package org.kithwork.intake.internal.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.importing.StandingImport;

/**
 * A system outside whose data come in by themselves.
 *
 * @param slug its name in addresses and folders
 * @param rows where in a message the rows are, as a JSON pointer to a list; {@code null} where a message is one row
 * @param key the places whose values together name a row in its source; empty where each message brings new rows
 * @param patienceHours how long a file of which rows were refused is tried again, before it is set apart
 * @param how what becomes of what comes in
 * @param standingId how the core knows it, and on whose behalf it is imported
 */
public record Feed(
        FeedId id,
        long version,
        String slug,
        String name,
        Type type,
        boolean active,
        @Nullable String rows,
        List<String> key,
        int patienceHours,
        StandingImport how,
        String standingId,
        Instant createdAt,
        ActorName createdBy,
        Instant updatedAt,
        ActorName updatedBy) {

    public Feed {
        key = List.copyOf(key);
    }

    /** How it comes in. */
    public enum Type {
        /** As signed messages to an address. */
        HOOK,
        /** As files in a folder of this machine. */
        FOLDER
    }
}
