package org.kithwork.core.internal.duplicate.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each value of each field occurs: that two share a rare one says more than that they share a common one. */
final class Frequencies {

    private final List<Map<String, Integer>> counts = new ArrayList<>();
    private final int[] known;

    Frequencies(List<String[]> records, int fields) {
        known = new int[fields];
        for (int i = 0; i < fields; i++) {
            counts.add(new HashMap<>());
        }
        for (var record : records) {
            for (int i = 0; i < fields; i++) {
                if (!record[i].isEmpty()) {
                    counts.get(i).merge(record[i], 1, Integer::sum);
                    known[i]++;
                }
            }
        }
    }

    int count(int field, String value) {
        return counts.get(field).getOrDefault(value, 0);
    }

    /** How many values of the field occur. */
    int distinct(int field) {
        return counts.get(field).size();
    }

    /** The chance that another record has this value as well; a value that is new counts as one seen twice. */
    double share(int field, String value) {
        return Math.max(2, count(field, value)) / (double) Math.max(2, known[field]);
    }

    /** The chance that two records, met at random, have the same value. */
    double agreement(int field) {
        double all = known[field];
        double same = 0;
        for (var count : counts.get(field).values()) {
            same += (count / all) * ((count - 1) / Math.max(1, all - 1));
        }
        return same;
    }
}
