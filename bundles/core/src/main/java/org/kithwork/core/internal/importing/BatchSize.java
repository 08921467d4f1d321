package org.kithwork.core.internal.importing;

/** How many rows a transaction takes: as many as a tenth of a second allows, so that nobody waits long for its locks. */
final class BatchSize {

    private static final int MOST = 500;
    private static final int LEAST = 20;
    private static final long AIM = 100_000_000L;

    private int rows = 50;

    int rows() {
        return rows;
    }

    void took(long nanos) {
        var fit = rows * (double) AIM / Math.max(1, nanos);
        rows = (int) Math.max(LEAST, Math.min(MOST, Math.min(rows * 2.0, (rows + fit) / 2)));
    }
}
