package org.kithwork.funnel.internal.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many opportunities of a cohort reached each stage of a pipeline. An opportunity reached all stages up to the furthest
 * that it was ever in: what it skipped counts as reached, and a roll-back takes nothing away.
 *
 * @param reached how many reached each stage, in the order of the stages, the last one being won
 */
public record Conversion(List<Long> reached) {

    public Conversion {
        reached = List.copyOf(reached);
    }

    /**
     * Counts a cohort.
     *
     * @param stages how many stages there are, won among them
     * @param furthest of each opportunity, the greatest index of a stage that it was in
     */
    public static Conversion of(int stages, Iterable<Integer> furthest) {
        var exactly = new long[stages];
        furthest.forEach(index -> exactly[index]++);
        return of(exactly);
    }

    /** Counts a cohort of which it is known how many came exactly as far as each stage. */
    public static Conversion of(long... exactly) {
        var reached = new ArrayList<Long>(exactly.length);
        long sum = 0;
        for (int i = exactly.length - 1; i >= 0; i--) {
            sum += exactly[i];
            reached.add(0, sum);
        }
        return new Conversion(reached);
    }

    /** From each stage to the next: the share that went on, or none where nobody was there. */
    public List<Optional<BigDecimal>> steps() {
        var steps = new ArrayList<Optional<BigDecimal>>();
        for (int i = 0; i + 1 < reached.size(); i++) {
            steps.add(Ratio.of(reached.get(i + 1), reached.get(i)));
        }
        return steps;
    }

    /** From the first stage to the last. */
    public Optional<BigDecimal> overall() {
        return reached.isEmpty() ? Optional.empty() : Ratio.of(reached.get(reached.size() - 1), reached.get(0));
    }

    /** The index of the stage that the smallest share leaves for the next; the first of equal ones, none where there is no share. */
    public Optional<Integer> weakest() {
        var steps = steps();
        Optional<Integer> weakest = Optional.empty();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isPresent() && (weakest.isEmpty() || smaller(steps.get(i), steps.get(weakest.get())))) {
                weakest = Optional.of(i);
            }
        }
        return weakest;
    }

    private static boolean smaller(Optional<BigDecimal> a, Optional<BigDecimal> b) {
        return a.orElseThrow().compareTo(b.orElseThrow()) < 0;
    }
}
