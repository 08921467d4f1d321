package org.kithwork.core.internal.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.privacy.spi.RetentionAction;

/**
 * What the rules met once.
 *
 * @param dry whether it only counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetentionRun(
        String id, boolean dry, Instant startedAt, @Nullable Instant finishedAt, ActorName by, List<Result> results) {

    /** The same, naming nobody. */
    public RetentionRun withoutNames() {
        return new RetentionRun(
                id,
                dry,
                startedAt,
                finishedAt,
                new ActorName(by.id(), null),
                results.stream().map(Result::withoutSample).toList());
    }

    /**
     * What came of one rule.
     *
     * @param before records of an earlier time were past theirs
     * @param blocked past their time and left alone, for a legal hold or an open case
     * @param stores those that were due by store, {@code ""} for those of none
     * @param sample a few of the customers concerned, as far as the reader sees them
     * @param problem why the rule was left out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            String kind,
            String title,
            RetentionAction action,
            Instant before,
            long due,
            long blocked,
            long removed,
            @Nullable Instant oldest,
            Map<String, Long> stores,
            List<CustomerId> sample,
            @Nullable String problem) {

        Result withoutSample() {
            return new Result(kind, title, action, before, due, blocked, removed, oldest, stores, List.of(), problem);
        }
    }
}
