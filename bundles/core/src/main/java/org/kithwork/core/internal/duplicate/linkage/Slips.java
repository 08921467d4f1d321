package org.kithwork.core.internal.duplicate.linkage;

/** Counts the slips of the hand between two texts: a sign changed, lost, added, or changed places with its neighbour. */
final class Slips {

    private Slips() {}

    /** The number of slips; anything above {@code most} where there are more. */
    static int between(String a, String b, int most) {
        int rows = a.length();
        int columns = b.length();
        if (Math.abs(rows - columns) > most) {
            return most + 1;
        }
        int[] before = new int[columns + 1];
        int[] last = new int[columns + 1];
        int[] now = new int[columns + 1];
        for (int j = 0; j <= columns; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= rows; i++) {
            now[0] = i;
            int least = i;
            for (int j = 1; j <= columns; j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int slips = Math.min(Math.min(last[j] + 1, now[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    slips = Math.min(slips, before[j - 2] + 1);
                }
                now[j] = slips;
                least = Math.min(least, slips);
            }
            if (least > most) {
                return most + 1;
            }
            int[] free = before;
            before = last;
            last = now;
            now = free;
        }
        return last[columns];
    }
}
