package org.kithwork.funnel.internal.figure;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the percentiles of many durations by counting them, without ever sorting them: in wide bins first, then
 * in narrow ones around the ranks that matter, at last to the millisecond. What is found is exact.
 *
 * @param <G> what the durations are grouped by
 */
public final class Histograms<G> {

    /** So many durations are looked at one by one. */
    private static final long FEW = 20_000;

    private static final Duration NARROW = Duration.ofMinutes(1);
    private static final Duration EXACT = Duration.ofMillis(1);

    private final Counter<G> counter;
    private final List<Integer> percents;

    /**
     * Durations of a group that lie in one bin.
     *
     * @param index the duration in milliseconds divided by those of the width, without what is behind the point
     * @param together their sum
     */
    public record Bin<G>(G group, long index, long count, Duration together) {}

    /** Counts durations, most often in a database. */
    @FunctionalInterface
    public interface Counter<G> {

        /** All of them, in bins of this width. */
        default List<Bin<G>> count(Duration width) {
            return count(width, Map.of(), width);
        }

        /**
         * Those that lie in some bins, in narrower ones.
         *
         * @param within the indexes of the wider bins by their group; all of them where it is empty
         * @param wider the width of those
         */
        List<Bin<G>> count(Duration width, Map<G, Set<Long>> within, Duration wider);
    }

    /**
     * Prepares.
     *
     * @param percents the percentiles to be found, each 0 to 100
     */
    public Histograms(Counter<G> counter, List<Integer> percents) {
        this.counter = counter;
        this.percents = List.copyOf(percents);
    }

    /** A duration by its place among those of its group, all of them sorted. */
    private record Rank<G>(G group, long number) {}

    /** A bin of a group. */
    private record Address<G>(G group, long bin) {}

    /**
     * Where a rank lies.
     *
     * @param bin the index of its bin
     * @param inside how many of the bin lie before it
     * @param beside how many the bin holds
     */
    private record Place(long bin, long inside, long beside) {

        /** In the one of these bins that holds the rank; in the last one where they hold fewer. */
        static Place among(NavigableMap<Long, Long> counts, long number) {
            var left = number;
            for (var count : counts.entrySet()) {
                if (left < count.getValue() || count.getKey().equals(counts.lastKey())) {
                    return new Place(count.getKey(), left, count.getValue());
                }
                left -= count.getValue();
            }
            throw new IllegalArgumentException("no bins");
        }
    }

    /**
     * What is told of each group that has any.
     *
     * @param width of the bins that all are counted in, a multiple of a minute
     */
    public Map<G, Distribution> of(Duration width) {
        var bins = counter.count(width).stream()
                .collect(Collectors.groupingBy(Bin::group, LinkedHashMap::new, Collectors.toList()));
        var places = new HashMap<Rank<G>, Place>();
        bins.forEach((group, some) -> {
            var counts = counts(some);
            for (var number : ranks(total(some))) {
                places.put(new Rank<>(group, number), Place.among(counts, number));
            }
        });
        var exact = exactly(places, width);
        var found = new LinkedHashMap<G, Distribution>();
        bins.forEach((group, some) -> found.put(group, distribution(group, some, exact)));
        return found;
    }

    private Distribution distribution(G group, List<Bin<G>> bins, Map<Rank<G>, Place> exact) {
        var total = total(bins);
        var together = bins.stream().map(Bin::together).reduce(Duration.ZERO, Duration::plus);
        return new Distribution(
                total,
                together,
                percents.stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                percent -> Durations.percentile(
                                        percent,
                                        total,
                                        around(percent, total).stream()
                                                .map(number -> exact.get(new Rank<>(group, number)))
                                                .map(place -> EXACT.multipliedBy(place.bin()))
                                                .toList()))));
    }

    private Set<Long> ranks(long total) {
        return percents.stream()
                .flatMap(percent -> around(percent, total).stream())
                .collect(Collectors.toSet());
    }

    /** The ranks of the two around a percentile; one where there is no other. */
    private static List<Long> around(int percent, long total) {
        var below = Durations.below(percent, total);
        return below + 1 < total ? List.of(below, below + 1) : List.of(below);
    }

    private Map<Rank<G>, Place> exactly(Map<Rank<G>, Place> places, Duration width) {
        var now = places;
        var wide = width;
        while (!now.isEmpty() && wide.compareTo(EXACT) > 0) {
            var narrow = wide.compareTo(NARROW) > 0 && beside(now) > FEW ? NARROW : EXACT;
            now = narrowed(now, wide, narrow);
            wide = narrow;
        }
        return now;
    }

    /** How many the bins hold in which ranks lie. */
    private static <G> long beside(Map<Rank<G>, Place> places) {
        var bins = new HashMap<Address<G>, Long>();
        places.forEach((rank, place) -> bins.put(new Address<>(rank.group(), place.bin()), place.beside()));
        return bins.values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<Rank<G>, Place> narrowed(Map<Rank<G>, Place> places, Duration wide, Duration narrow) {
        var within = places.entrySet().stream()
                .collect(Collectors.groupingBy(
                        place -> place.getKey().group(),
                        Collectors.mapping(place -> place.getValue().bin(), Collectors.toSet())));
        var times = wide.dividedBy(narrow);
        var bins = counter.count(narrow, within, wide).stream()
                .collect(Collectors.groupingBy(bin -> new Address<>(bin.group(), bin.index() / times)));
        var found = new HashMap<Rank<G>, Place>();
        places.forEach((rank, place) -> {
            var inside = bins.get(new Address<>(rank.group(), place.bin()));
            found.put(
                    rank,
                    inside == null
                            // Somebody has taken away what was counted there a moment ago.
                            ? new Place(place.bin() * times, 0, 0)
                            : Place.among(counts(inside), place.inside()));
        });
        return found;
    }

    private static <G> long total(List<Bin<G>> bins) {
        return bins.stream().mapToLong(Bin::count).sum();
    }

    private static <G> NavigableMap<Long, Long> counts(List<Bin<G>> bins) {
        return bins.stream().collect(Collectors.toMap(Bin::index, Bin::count, Long::sum, TreeMap::new));
    }
}
