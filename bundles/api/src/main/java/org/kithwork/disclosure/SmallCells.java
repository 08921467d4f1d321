package org.kithwork.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Suppresses small cells: of a count by groups, what somebody may see who may not see the people.
 *
 * <ul>
 *   <li>Fewer than {@value #LEAST} people in all: no figure at all, be there four or none.
 *   <li>A group of fewer than {@value #LEAST} is left out with its name, which may be that of a person.
 *   <li>Where the groups make up the whole, one group alone is never left out, since the rest and the total would tell
 *       it: the next smallest goes with it, until the groups left out are {@value #LEAST} people and two groups.
 *   <li>What is left is rounded to a multiple of {@value #STEP}, so that two answers cannot be taken from one another to
 *       find a single person.
 * </ul>
 *
 * <p>It does not keep secret what holds for a whole group (all customers of a store are women), nor that a figure rose
 * between two days when somebody joined at the edge of a step. Let the caller narrow by few, declared dimensions only.
 */
public final class SmallCells {

    /** How many people a figure has to be about. */
    public static final int LEAST = 5;

    /** What figures are multiples of. */
    public static final int STEP = 5;

    private static final Comparator<Map.Entry<String, Long>> SMALLEST_FIRST =
            Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());

    private SmallCells() {}

    /** A group and about how many people are in it. */
    public record Cell(String group, long count) {}

    /**
     * What may be seen.
     *
     * @param total about how many people there are; {@code null} where there are too few to say
     * @param cells the groups that are large enough, the largest first
     * @param withheld whether something was left out
     */
    public record Figures(@Nullable Long total, List<Cell> cells, boolean withheld) {

        public Figures {
            cells = List.copyOf(cells);
        }
    }

    /** The figures of groups of which each person is in exactly one. */
    public static Figures ofPartition(Map<String, Long> counts) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        return figures(counts, total, true);
    }

    /**
     * The figures of groups of which a person may be in several, or in none.
     *
     * @param total how many people there are
     */
    public static Figures ofOverlapping(Map<String, Long> counts, long total) {
        return figures(counts, total, false);
    }

    private static Figures figures(Map<String, Long> counts, long total, boolean partition) {
        if (total < LEAST) {
            return new Figures(null, List.of(), true);
        }
        var ordered = new ArrayList<>(counts.entrySet());
        ordered.removeIf(cell -> cell.getValue() == 0);
        ordered.sort(SMALLEST_FIRST);
        var hidden = hidden(ordered, partition);
        var cells = new ArrayList<Cell>();
        for (int i = ordered.size() - 1; i >= 0; i--) {
            var cell = ordered.get(i);
            if (!hidden.contains(cell.getKey())) {
                cells.add(new Cell(cell.getKey(), rounded(cell.getValue())));
            }
        }
        return new Figures(rounded(total), cells, !hidden.isEmpty());
    }

    private static LinkedHashSet<String> hidden(List<Map.Entry<String, Long>> ordered, boolean partition) {
        var hidden = new LinkedHashSet<String>();
        long people = 0;
        for (var cell : ordered) {
            var isSmall = cell.getValue() < LEAST;
            var wouldBeTold = partition && !hidden.isEmpty() && (hidden.size() < 2 || people < LEAST);
            if (!isSmall && !wouldBeTold) {
                break;
            }
            hidden.add(cell.getKey());
            people += cell.getValue();
        }
        return hidden;
    }

    private static long rounded(long count) {
        return (count + STEP / 2) / STEP * STEP;
    }
}
