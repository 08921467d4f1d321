package org.kithwork.core.internal.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What carrying out a case would meet; nothing is changed by it.
 *
 * @param holds what stands against an erasure
 * @param terms what the law has the company keep of an erased person
 */
public record CasePreview(List<Part> parts, List<StandingHold> holds, List<Term> terms) {

    /** Looking at a person adds to it, so it says nothing about what has changed. */
    private static final String LOOKS = "core/views";

    private static final String HOLD = "hold";

    public CasePreview {
        parts = List.copyOf(parts);
        holds = List.copyOf(holds);
        terms = List.copyOf(terms);
    }

    /**
     * What a module holds.
     *
     * @param here whether it could be asked; the work waits for one that is away
     * @param records how many there are of each kind
     */
    public record Part(String module, boolean here, SortedMap<String, Long> records) {}

    /** A legal hold on the person, or on one whom he absorbed. */
    public record StandingHold(String id, String until) {}

    /**
     * Records that stay for a time, under a pseudonym.
     *
     * @param title by language, {@code en} and {@code zh-CN}
     */
    public record Term(String kind, SortedMap<String, String> title, int months) {}

    /** How much there was of something, and how much there is. */
    public record Change(String what, long before, long now) {}

    /** What is different now. */
    List<Change> changes(CasePreview now) {
        var before = counts();
        var after = now.counts();
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var changes = new ArrayList<Change>();
        for (var name : names) {
            var was = before.getOrDefault(name, 0L);
            var is = after.getOrDefault(name, 0L);
            if (!was.equals(is)) {
                changes.add(new Change(name, was, is));
            }
        }
        return changes;
    }

    private Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        for (var part : parts) {
            counts.put(part.module(), part.here() ? 1L : 0L);
            part.records().forEach((kind, count) -> counts.put(part.module() + "/" + kind, count));
        }
        holds.forEach(hold -> counts.put(HOLD + "/" + hold.id(), 1L));
        counts.remove(LOOKS);
        return counts;
    }
}
