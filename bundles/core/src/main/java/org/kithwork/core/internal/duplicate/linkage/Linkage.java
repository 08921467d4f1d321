package org.kithwork.core.internal.duplicate.linkage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the records that are the same, without being told any. */
public final class Linkage {

    private final Comparison comparison;

    public Linkage(List<LinkageField> fields) {
        this.comparison = new Comparison(fields);
    }

    /**
     * Two records that are probably the same.
     *
     * @param first the index of one
     * @param second the index of the other, greater than {@code first}
     * @param probability the chance that they are the same
     */
    public record Link(int first, int second, double weight, double probability) {}

    /**
     * All pairs, best first, down to where the chance that the next one is wrong exceeds {@code tolerance}.
     *
     * @param records the values of each record in the order of the fields, in comparable form, empty where unknown
     */
    public List<Link> links(List<String[]> records, double tolerance) {
        long[] pairs = new Blocking(comparison.fields(), records).pairs();
        var levels = new byte[pairs.length][];
        for (int i = 0; i < pairs.length; i++) {
            levels[i] = comparison.compare(records.get((int) (pairs[i] >>> 32)), records.get((int) pairs[i]));
        }
        var model = new ModelEstimate(comparison, records).of(pairs, levels);
        var links = new ArrayList<Link>();
        for (int i = 0; i < pairs.length; i++) {
            int first = (int) (pairs[i] >>> 32);
            double weight = model.weight(levels[i], records.get(first));
            double probability = model.probability(weight);
            if (probability >= 1 - tolerance) {
                links.add(new Link(first, (int) pairs[i], weight, probability));
            }
        }
        links.sort(Comparator.comparingDouble(Link::weight).reversed());
        return links;
    }
}
