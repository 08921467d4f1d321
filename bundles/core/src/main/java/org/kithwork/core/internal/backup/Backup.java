package org.kithwork.core.internal.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup that lies in the directory of backups.
 *
 * @param verifiedAt when it was proven by restoring it, {@code null} when it was not
 */
public record Backup(
        String name,
        Instant createdAt,
        long bytes,
        String product,
        String database,
        @Nullable Instant verifiedAt) {}
