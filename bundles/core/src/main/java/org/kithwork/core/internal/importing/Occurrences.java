package org.kithwork.core.internal.importing;

/**
 * Counts how often each content came in a file, in some thirty bytes a row: of a file of a million rows all must be
 * known while it is read.
 */
final class Occurrences {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[1024];
    private int[] counts = new int[1024];
    private int size;

    /** The how-many-eth time this content comes, from 1 on. */
    int next(String content) {
        int at = slot(hash(content));
        return ++counts[at];
    }

    private int slot(long key) {
        int at = (int) (key & (keys.length - 1));
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & (keys.length - 1);
        }
        if (keys[at] == 0) {
            if (2 * (size + 1) > keys.length) {
                grow();
                return slot(key);
            }
            keys[at] = key;
            size++;
        }
        return at;
    }

    private void grow() {
        var oldKeys = keys;
        var oldCounts = counts;
        keys = new long[2 * oldKeys.length];
        counts = new int[2 * oldCounts.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                counts[slot(oldKeys[i])] = oldCounts[i];
            }
        }
    }

    /** 64 bits; in a million rows one in forty million files has two contents with the same. Never 0. */
    private static long hash(String content) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < content.length(); i++) {
            hash = (hash ^ content.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 32)) * MIX;
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }
}
