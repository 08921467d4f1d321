package org.kithwork.core.internal.importing.reader;

import java.util.List;

/**
 * One row of a file.
 *
 * @param number its number, the first row after the header being 1
 * @param line the line of the file where it begins, counted from 1
 * @param offset the byte of the file where it begins
 * @param cells its cells as they stand in the file, at least as many as there are columns
 * @param shape whether it has as many cells as the header
 */
public record CsvRow(long number, long line, long offset, List<String> cells, Shape shape) {
    /** A row: a list of its own. */
    public CsvRow {
        cells = List.copyOf(cells);
    }

    /** How the cells of a row compare with the header. */
    public enum Shape {
        /** As many, or only empty ones beyond. */
        FULL,
        /** Fewer; the missing ones are empty. */
        SHORT,
        /** More, and not empty: the row is not what the header says. */
        LONG
    }

    /** Where to go on after this row. */
    public CsvPosition position() {
        return new CsvPosition(number, line, offset);
    }

    /** Whether all cells are empty or white space. */
    public boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }

    /** Whether some bytes could not be read in the encoding. */
    public boolean isDamaged() {
        return cells.stream().anyMatch(cell -> cell.indexOf('\uFFFD') >= 0);
    }
}
