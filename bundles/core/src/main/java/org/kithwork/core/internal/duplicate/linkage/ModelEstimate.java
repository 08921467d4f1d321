package org.kithwork.core.internal.duplicate.linkage;

import java.util.List;
import java.util.Random;

/**
 * Estimates a model without labels. How often steps occur among different records is counted on random pairs; how often
 * among the same ones, and how many those are, by expectation and maximisation over the pairs worth comparing, where all
 * other pairs count as different.
 */
final class ModelEstimate {

    private static final int RANDOM_PAIRS = 200_000;
    private static final int MOST_ROUNDS = 50;
    private static final double STILL = 1e-5;
    private static final double[] FIRST_M = {0.04, 0.04, 0.08, 0.02, 0.82};
    private static final long SEED = 20_260_101L;

    private final Comparison comparison;
    private final List<String[]> records;
    private final Frequencies frequencies;
    private final double[][] u;

    ModelEstimate(Comparison comparison, List<String[]> records) {
        this.comparison = comparison;
        this.records = records;
        this.frequencies = new Frequencies(records, comparison.fields().size());
        this.u = chanceLevels();
    }

    private double[][] chanceLevels() {
        int fields = comparison.fields().size();
        var counts = new double[fields][Similarity.LEVELS];
        var random = new Random(SEED);
        for (int i = 0; i < RANDOM_PAIRS && records.size() > 1; i++) {
            int a = random.nextInt(records.size());
            int b = random.nextInt(records.size() - 1);
            var levels = comparison.compare(records.get(a), records.get(b < a ? b : b + 1));
            count(levels, 1, counts);
        }
        for (int i = 0; i < fields; i++) {
            normalise(counts[i], 0.5);
        }
        return counts;
    }

    private static void count(byte[] levels, double share, double[][] counts) {
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] != Similarity.UNKNOWN) {
                counts[i][levels[i]] += share;
            }
        }
    }

    private static void normalise(double[] counts, double least) {
        double all = 0;
        for (var count : counts) {
            all += count + least;
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (counts[i] + least) / all;
        }
    }

    /** The model after it has come to rest on these pairs. */
    LinkageModel of(long[] pairs, byte[][] levels) {
        int fields = comparison.fields().size();
        double everyPair = records.size() * (records.size() - 1.0) / 2;
        double prior = Math.min(0.1, Math.max(1, records.size() / 10.0) / Math.max(20, everyPair));
        var m = new double[fields][];
        for (int i = 0; i < fields; i++) {
            m[i] = FIRST_M.clone();
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var model = new LinkageModel(comparison, m, u, prior, frequencies);
            var counts = new double[fields][Similarity.LEVELS];
            double same = 0;
            for (int i = 0; i < pairs.length; i++) {
                var a = records.get((int) (pairs[i] >>> 32));
                double probability = model.probability(model.weight(levels[i], a));
                same += probability;
                count(levels[i], probability, counts);
            }
            double next = Math.min(0.5, Math.max(same, 0.5) / Math.max(1, everyPair));
            for (int i = 0; i < fields; i++) {
                normalise(counts[i], 0.1);
            }
            m = counts;
            boolean still = Math.abs(next - prior) < STILL * prior;
            prior = next;
            if (still) {
                break;
            }
        }
        return new LinkageModel(comparison, m, u, prior, frequencies);
    }
}
