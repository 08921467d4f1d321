package org.kithwork.funnel.internal.pipeline;

import java.util.List;
import java.util.Set;
import org.kithwork.text.Bilingual;

/**
 * A stage of a pipeline.
 *
 * @param probability in per cent, that what is in it is won, as long as nothing better is known: 100 where it is won, 0 where it is lost
 * @param required what an opportunity must have before it enters
 * @param from the stages that it may be entered from; empty for all
 * @param tasks what is to be done once an opportunity has entered, once for each
 */
public record Stage(
        StageId id,
        Bilingual name,
        StageKind kind,
        int probability,
        Set<Requirement> required,
        Set<StageId> from,
        List<EntryTask> tasks) {

    /** What is won is sure, and what is lost is so as well. */
    private static final int SURE = 100;

    /**
     * A stage whose probability fits what it means.
     *
     * @throws IllegalArgumentException for one that does not
     */
    public Stage {
        required = Set.copyOf(required);
        from = Set.copyOf(from);
        tasks = List.copyOf(tasks);
        var fits = switch (kind) {
            case OPEN -> probability >= 0 && probability <= SURE;
            case WON, POST_SALE -> probability == SURE;
            case LOST -> probability == 0;
        };
        if (!fits) {
            throw new IllegalArgumentException(probability + " per cent in a stage that is " + kind);
        }
    }

    /** The probability that a stage of this kind has; what is said where it is open. */
    static int probability(StageKind kind, int said) {
        return switch (kind) {
            case OPEN -> said;
            case WON, POST_SALE -> SURE;
            case LOST -> 0;
        };
    }
}
