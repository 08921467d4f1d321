package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/**
 * Much to be done. What is done at one record stands in one group and comes one after the other, or each would find an
 * old version of it; the groups go side by side, the largest first.
 */
final class Work {

    private static final int AT_A_TIME = 4;
    private static final int SHOWN = 20;
    private static final int LONGEST = 1_000;

    private final Map<String, List<Runnable>> groups = new LinkedHashMap<>();
    private int size;

    void add(String group, Runnable one) {
        groups.computeIfAbsent(group, each -> new ArrayList<>()).add(one);
        size++;
    }

    /** How much there is. */
    int size() {
        return size;
    }

    /** Does all of it, and fails with the first faults. */
    void run() throws InterruptedException {
        assertThat(size).isPositive();
        var faults = new ConcurrentLinkedQueue<String>();
        var pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            pool.invokeAll(groups.values().stream()
                    .sorted(Comparator.comparingInt((List<Runnable> group) -> group.size())
                            .reversed())
                    .map(group -> (Callable<Void>) () -> {
                        group.forEach(one -> run(one, faults));
                        return null;
                    })
                    .toList());
        } finally {
            pool.shutdownNow();
        }
        assertThat(faults.stream().distinct().limit(SHOWN))
                .as("%s of %s", faults.size(), size)
                .isEmpty();
    }

    private static void run(Runnable one, ConcurrentLinkedQueue<String> faults) {
        try {
            one.run();
        } catch (RuntimeException | AssertionError e) {
            faults.add(printable(String.valueOf(e.getMessage())));
        }
    }

    /** Without what a terminal, or the report of the tests, cannot take. */
    private static String printable(String text) {
        var shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
        return shown.replaceAll("[\\p{Cntrl}&&[^\\n]]|\\p{Cs}", "?");
    }
}
