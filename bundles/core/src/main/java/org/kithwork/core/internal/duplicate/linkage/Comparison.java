package org.kithwork.core.internal.duplicate.linkage;

import java.util.List;

/** Compares two records field by field. */
public final class Comparison {

    private final List<LinkageField> fields;
    private final int[] partners;

    public Comparison(List<LinkageField> fields) {
        this.fields = List.copyOf(fields);
        this.partners = new int[fields.size()];
        var names = fields.stream().map(LinkageField::name).toList();
        for (int i = 0; i < partners.length; i++) {
            partners[i] = names.indexOf(fields.get(i).partner());
        }
    }

    List<LinkageField> fields() {
        return fields;
    }

    /** The step of each field. */
    byte[] compare(String[] a, String[] b) {
        var levels = new byte[partners.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Similarity.level(fields.get(i).kind(), a[i], b[i]);
        }
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] <= Similarity.ALIKE && isSwapped(i, a, b)) {
                levels[i] = Similarity.SWAPPED;
            }
        }
        return levels;
    }

    private boolean isSwapped(int field, String[] a, String[] b) {
        int partner = partners[field];
        return partner >= 0
                && ((!a[field].isEmpty() && a[field].equals(b[partner]))
                        || (!b[field].isEmpty() && b[field].equals(a[partner])));
    }
}
