package org.kithwork.core.internal.importing;

import java.util.List;
import java.util.Map;
import org.kithwork.core.internal.importing.reader.CsvPosition;
import org.kithwork.problem.Fault;

/**
 * A row that was read and is to be applied.
 *
 * @param faults what is wrong with the row itself
 * @param keys the digests under which it may be known, the one to store first
 * @param contents the digests of what it says, the one to store first
 * @param repeated in a trial, whether its key came before, of which nothing was kept
 */
record PreparedRow(
        CsvPosition position,
        Map<String, String> values,
        List<Fault> faults,
        List<String> keys,
        List<String> contents,
        Repeated repeated) {

    /** How a row of a trial stands to those before it. */
    enum Repeated {
        NEW,
        /** The same key and the same content. */
        SAME,
        /** The same key with something else. */
        OTHER
    }

    long number() {
        return position.number();
    }
}
