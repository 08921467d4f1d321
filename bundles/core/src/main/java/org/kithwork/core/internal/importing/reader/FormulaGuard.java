package org.kithwork.core.internal.importing.reader;

import java.util.regex.Pattern;

/**
 * Keeps cells from being run as formulas by spreadsheets: a cell that begins with = + - @, a tab or a line end gets an
 * apostrophe in front. Reversible: a cell that begins with apostrophes and then such a sign gets one more.
 */
public final class FormulaGuard {
    private static final Pattern RISKY = Pattern.compile("^'*[=+\\-@\\t\\r\\n＝＋－＠]");
    private static final Pattern GUARDED = Pattern.compile("^'+[=+\\-@\\t\\r\\n＝＋－＠]");

    private FormulaGuard() {}

    /** The cell as it may leave the house. */
    public static String guard(String cell) {
        return RISKY.matcher(cell).find() ? "'" + cell : cell;
    }

    /** The cell as it was before {@link #guard}; for files that are known to be our own. */
    public static String unguard(String cell) {
        return GUARDED.matcher(cell).find() ? cell.substring(1) : cell;
    }
}
