package org.kithwork.archives.internal.recommendation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kithwork.archives.internal.recommendation.Affinity.Item;
import org.kithwork.archives.internal.store.AffinityStore.Bought;

/**
 * Counts, in two passes over the customers, who bought what together with what, in memory that does not grow with the
 * customers: the first pass finds the items that enough customers bought, the second counts their pairs and how many days
 * pass until an item is bought again.
 */
final class Affinities {

    /** The items with the most buyers; others are not recommended. */
    static final int MOST_ITEMS = 2000;

    /** So many are kept for each item. */
    static final int MOST_OTHERS = 20;

    private static final int LONGEST_GAP = 365;

    private static final Comparator<Affinity> BEST = Comparator.comparingInt(Affinity::both)
            .reversed()
            .thenComparingInt(Affinity::otherBuyers)
            .thenComparing(affinity -> affinity.other().key());

    private final Map<String, Integer> buyers = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private int customers;
    private List<Item> items = List.of();
    private List<Integer> counts = List.of();
    private Map<String, Integer> numbers = Map.of();
    private int[] pairs = {};
    private int[][] gaps = {};

    /** The first pass: what one customer bought. */
    void count(Collection<Bought> bought) {
        if (bought.isEmpty()) {
            return;
        }
        customers++;
        bought.forEach(one -> names.merge(one.item().key(), one.item().name(), Affinities::smaller));
        bought.stream().map(one -> one.item().key()).distinct().forEach(key -> buyers.merge(key, 1, Integer::sum));
    }

    private static String smaller(String a, String b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** Between the passes. */
    void choose() {
        var chosen = buyers.entrySet().stream()
                .filter(item -> item.getValue() >= Affinity.LEAST)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_ITEMS)
                .toList();
        items = chosen.stream()
                .map(item -> new Item(item.getKey(), names.getOrDefault(item.getKey(), item.getKey())))
                .toList();
        counts = chosen.stream().map(Map.Entry::getValue).toList();
        numbers = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            numbers.put(items.get(i).key(), i);
        }
        pairs = new int[items.size() * (items.size() - 1) / 2];
        gaps = new int[items.size()][];
    }

    /** The second pass: the same customers again. */
    void pair(Collection<Bought> bought) {
        var days = new TreeMap<Integer, TreeSet<LocalDate>>();
        for (var one : bought) {
            var number = numbers.get(one.item().key());
            if (number != null) {
                days.computeIfAbsent(number, n -> new TreeSet<>()).add(one.day());
            }
        }
        var chosen = new ArrayList<>(days.keySet());
        for (int i = 0; i < chosen.size(); i++) {
            for (int j = i + 1; j < chosen.size(); j++) {
                pairs[at(chosen.get(i), chosen.get(j))]++;
            }
        }
        days.forEach(this::noteGaps);
    }

    private void noteGaps(int item, TreeSet<LocalDate> days) {
        var before = days.first();
        for (var day : days.tailSet(before, false)) {
            if (gaps[item] == null) {
                gaps[item] = new int[LONGEST_GAP + 1];
            }
            gaps[item][(int) Math.min(LONGEST_GAP, ChronoUnit.DAYS.between(before, day))]++;
            before = day;
        }
    }

    private static int at(int lower, int higher) {
        return higher * (higher - 1) / 2 + lower;
    }

    /** What counts of each item, the most likely first. */
    List<Affinity> found() {
        var found = new ArrayList<Affinity>();
        for (int i = 0; i < items.size(); i++) {
            var others = new ArrayList<Affinity>();
            for (int j = 0; j < items.size(); j++) {
                if (i != j) {
                    others.add(affinity(i, j));
                }
            }
            others.stream()
                    .filter(Affinity::counts)
                    .sorted(BEST)
                    .limit(MOST_OTHERS)
                    .forEach(found::add);
        }
        return found;
    }

    private Affinity affinity(int i, int j) {
        var both = pairs[at(Math.min(i, j), Math.max(i, j))];
        return new Affinity(items.get(i), items.get(j), both, counts.get(i), counts.get(j), customers);
    }

    int customers() {
        return customers;
    }

    /** The days after which half of those who buy an item again have bought it again; of items bought again often enough. */
    Map<String, Integer> gaps() {
        var medians = new TreeMap<String, Integer>();
        for (int i = 0; i < items.size(); i++) {
            if (gaps[i] != null && Arrays.stream(gaps[i]).sum() >= Affinity.LEAST) {
                medians.put(items.get(i).key(), median(gaps[i]));
            }
        }
        return medians;
    }

    /** The first day by which half of all have come. */
    private static int median(int[] byDay) {
        long all = Arrays.stream(byDay).sum();
        long seen = 0;
        int day = -1;
        while (2 * seen < all) {
            day++;
            seen += byDay[day];
        }
        return day;
    }
}
