package org.kithwork.importing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;

/**
 * What brought a record in, whoever the record says wrote it: the import of a file, or a feed by itself.
 *
 * @param importId the import of a file; {@code null} where it came in by itself
 * @param arrival with what it came in by itself; {@code null} where it is of a file
 * @param importedBy who ran the import, or on whose behalf it came in
 * @param importedAt when the import was begun, or when it came in
 */
public record ImportOrigin(
        @Nullable String importId, @Nullable Arrival arrival, ActorName importedBy, Instant importedAt) {}
