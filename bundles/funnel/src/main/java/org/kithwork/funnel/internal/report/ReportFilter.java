package org.kithwork.funnel.internal.report;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Teams;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;

/**
 * Of which opportunities a report tells.
 *
 * @param pipeline the first one that is in use where none is named
 * @param from the first day of the period, in the company's zone
 * @param until the last day of the period
 * @param owners whose they are; everybody's where it is {@code null}, and nobody's where it is empty
 */
public record ReportFilter(
        @Nullable PipelineId pipeline,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable Set<UserId> owners,
        @Nullable StoreId store,
        @Nullable String source) {

    /** All of the first pipeline. */
    public static final ReportFilter ALL = new ReportFilter(null, null, null, null, null, null);

    public ReportFilter {
        owners = owners == null ? null : Set.copyOf(owners);
    }

    /** Whose opportunities are meant: one user's, those of a team and the teams below it, or, where both are named, the user's as long as he is in it. */
    public static @Nullable Set<UserId> owners(@Nullable UserId owner, @Nullable TeamId team, Teams teams) {
        if (team == null) {
            return owner == null ? null : Set.of(owner);
        }
        var members = teams.members(team);
        if (owner == null) {
            return members;
        }
        return members.contains(owner) ? Set.of(owner) : Set.of();
    }

    /** The same of another period. */
    public ReportFilter during(@Nullable LocalDate first, @Nullable LocalDate last) {
        return new ReportFilter(pipeline, first, last, owners, store, source);
    }

    /** The same of everybody. */
    public ReportFilter ofEverybody() {
        return new ReportFilter(pipeline, from, until, null, store, source);
    }
}
