package org.kithwork.funnel.internal.opportunity;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.pipeline.StageKind;

/**
 * What follows from the steps of an opportunity, computed from them alone.
 *
 * @param furthest the stage of the way that it came to at most; {@code null} where it never was on it
 * @param decidedAt when it was won or lost, as long as it is
 * @param left what it was in each stage before it left it, by the id of the stage
 * @param since since when it would have been in its stage without a break
 */
public record Followed(@Nullable StageId furthest, @Nullable Instant decidedAt, Map<String, Left> left, Instant since) {

    public Followed {
        left = new TreeMap<>(left);
    }

    /** A step, as far as anything follows from it. */
    public record Step(StageId to, StageKind kind, Instant at) {}

    /** All stays in a stage together. */
    public record Left(long millis, int stays) {

        private Left and(Left other) {
            return new Left(millis + other.millis, stays + other.stays);
        }
    }

    /**
     * Computes it.
     *
     * @param steps at least one, the first one first
     */
    public static Followed of(Pipeline pipeline, List<Step> steps) {
        var left = new TreeMap<String, Left>();
        for (int i = 0; i + 1 < steps.size(); i++) {
            var stay =
                    Duration.between(steps.get(i).at(), steps.get(i + 1).at()).toMillis();
            left.merge(steps.get(i).to().value(), new Left(stay, 1), Left::and);
        }
        var now = steps.get(steps.size() - 1);
        var before = left.get(now.to().value());
        return new Followed(
                furthest(pipeline, steps).orElse(null),
                decided(steps),
                left,
                now.at().minusMillis(before == null ? 0 : before.millis()));
    }

    /** The stage of the way that some steps came to at most. */
    public static Optional<StageId> furthest(Pipeline pipeline, List<Step> steps) {
        return steps.stream()
                .map(step -> pipeline.find(step.to()))
                .flatMap(Optional::stream)
                .map(pipeline::distance)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .map(distance -> pipeline.path().get(distance))
                .map(Stage::id);
    }

    private static @Nullable Instant decided(List<Step> steps) {
        Instant decided = null;
        var status = Status.OPEN;
        for (var step : steps) {
            var now = Status.of(step.kind());
            if (now != status) {
                decided = now == Status.OPEN ? null : step.at();
            }
            status = now;
        }
        return decided;
    }
}
