package org.kithwork.core.internal.exporting;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.job.JobView;

/**
 * An export as it is shown.
 *
 * @param rows how many customers stand in it so far
 * @param mine whether the actor made it, and so may download it
 * @param purpose what the file is for; for whoever made it, and for those who see all exports
 * @param expiresAt until when it can be downloaded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportView(
        String id,
        ExportState state,
        ExportFormat format,
        List<String> columns,
        String purpose,
        String madeBy,
        boolean mine,
        long rows,
        @Nullable Long size,
        Instant createdAt,
        @Nullable Instant readyAt,
        @Nullable Instant expiresAt,
        int downloads,
        JobView.@Nullable Trouble problem,
        @Nullable String jobId) {}
