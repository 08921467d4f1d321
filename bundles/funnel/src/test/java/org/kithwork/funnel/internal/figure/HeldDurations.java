package org.kithwork.funnel.internal.figure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.funnel.internal.figure.Histograms.Bin;

/** Counts what a map holds, as a database would; the widths it was asked for are in {@code asked}. */
record HeldDurations(Map<String, List<Long>> millis, List<Duration> asked) implements Histograms.Counter<String> {

    HeldDurations(Map<String, List<Long>> millis) {
        this(millis, new ArrayList<>());
    }

    /** What the product tells of these. */
    static Distribution told(List<Duration> durations, Integer... percents) {
        var held = new HeldDurations(
                Map.of("some", durations.stream().map(Duration::toMillis).toList()));
        return new Histograms<>(held, List.of(percents))
                .of(Duration.ofHours(1))
                .getOrDefault("some", Distribution.NONE);
    }

    @Override
    public List<Bin<String>> count(Duration width, Map<String, Set<Long>> within, Duration wider) {
        asked.add(width);
        return millis.entrySet().stream()
                .flatMap(group -> group.getValue().stream()
                        .filter(one -> within.isEmpty()
                                || within.getOrDefault(group.getKey(), Set.of()).contains(one / wider.toMillis()))
                        .collect(Collectors.groupingBy(one -> one / width.toMillis()))
                        .entrySet()
                        .stream()
                        .map(bin -> new Bin<>(
                                group.getKey(),
                                bin.getKey(),
                                bin.getValue().size(),
                                Duration.ofMillis(bin.getValue().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()))))
                .toList();
    }
}
