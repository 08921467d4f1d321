package org.kithwork.funnel.internal.report;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;

/** How long it took from coming up to being won, in days of twenty-four hours, of what was won in a period; the largest groups first. */
public record CycleReport(PipelineId pipelineId, Grouping by, Cycle all, List<Cycle> groups) {

    public CycleReport {
        groups = List.copyOf(groups);
    }

    /** What the groups have in common. */
    public enum Grouping {
        OWNER,
        STORE,
        SOURCE
    }

    /**
     * The pace of some.
     *
     * @param group the id of the user or of the store, or the source; {@code null} for all of them and for those of none
     * @param name how the group is shown
     */
    public record Cycle(
            @Nullable String group,
            @Nullable String name,
            long won,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal mean,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal median) {}
}
