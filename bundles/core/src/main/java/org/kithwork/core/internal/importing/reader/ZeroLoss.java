package org.kithwork.core.internal.importing.reader;

/**
 * Watches a column of numbers that are names (card and customer numbers): where nearly all have one width and some are
 * shorter, a spreadsheet probably took their leading zeros. One watcher a column; feed it a sample, then ask.
 */
public final class ZeroLoss {
    private static final int WIDEST = 40;
    private static final int SMALLEST_SAMPLE = 20;
    private static final double MOST = 0.8;

    private final int[] widths = new int[WIDEST + 1];
    private int total;
    private int zeros;

    /** Takes note of a cell. */
    public void see(String cell) {
        String text = cell.strip();
        if (text.isEmpty() || text.length() > WIDEST || !text.chars().allMatch(unit -> unit >= '0' && unit <= '9')) {
            return;
        }
        widths[text.length()]++;
        total++;
        zeros += text.charAt(0) == '0' ? 1 : 0;
    }

    /** Whether this cell is shorter than the column's width, where none of the column keeps its zeros. */
    public boolean isSuspect(String cell) {
        int width = width();
        String text = cell.strip();
        return width > 0
                && zeros == 0
                && !text.isEmpty()
                && text.length() < width
                && text.length() >= width - 3
                && text.chars().allMatch(unit -> unit >= '0' && unit <= '9');
    }

    /** The width that nearly all cells of the sample have, or 0. */
    private int width() {
        if (total < SMALLEST_SAMPLE) {
            return 0;
        }
        for (int width = 5; width <= WIDEST; width++) {
            if (widths[width] >= MOST * total && widths[width] < total) {
                return width;
            }
        }
        return 0;
    }
}
