package org.kithwork.core.internal.duplicate.linkage;

import java.util.List;

/**
 * How often each step of each field occurs among pairs that are the same ({@code m}) and among pairs that are not
 * ({@code u}), and how many pairs are the same. The weight of a pair is the sum of the logarithms of their ratios.
 */
public final class LinkageModel {

    private final Comparison comparison;
    private final double[][] m;
    private final double[][] u;
    private final double prior;
    private final Frequencies frequencies;

    LinkageModel(Comparison comparison, double[][] m, double[][] u, double prior, Frequencies frequencies) {
        this.comparison = comparison;
        this.m = m;
        this.u = u;
        this.prior = prior;
        this.frequencies = frequencies;
    }

    /** The weight of a pair in bits, without the prior. */
    public double weight(String[] a, String[] b) {
        return weight(comparison.compare(a, b), a);
    }

    /**
     * The same place speaks once, however many fields tell it, and at most for even odds: what lifts a pair above them
     * is something of the person's own.
     */
    double weight(byte[] levels, String[] a) {
        double who = 0;
        double where = 0;
        for (int i = 0; i < levels.length; i++) {
            double bits = weight(i, levels[i], a[i]);
            if (fields().get(i).place()) {
                where += bits;
            } else {
                who += bits;
            }
        }
        return who + Math.min(where, -log2(prior / (1 - prior)));
    }

    /** What one field says. */
    double weight(int field, int level, String value) {
        if (level == Similarity.UNKNOWN) {
            return 0;
        }
        double chance = level == Similarity.EQUAL ? frequencies.share(field, value) : u[field][level];
        return log2(m[field][level] / chance);
    }

    /** The chance that a pair of this weight is the same. */
    public double probability(double weight) {
        double odds = weight + log2(prior / (1 - prior));
        return 1 / (1 + Math.pow(2, -odds));
    }

    public List<LinkageField> fields() {
        return comparison.fields();
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
