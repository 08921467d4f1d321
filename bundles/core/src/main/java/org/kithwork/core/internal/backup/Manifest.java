package org.kithwork.core.internal.backup;

import java.util.List;

/**
 * What a backup holds, written at its end.
 *
 * @param auditSeq how many links the audit's chain has
 * @param auditHash the head of the chain
 * @param journalPosition the last event that had its position
 */
public record Manifest(List<Part> tables, List<Part> files, long auditSeq, String auditHash, long journalPosition) {

    /** A table with its rows or a file with its bytes, and what must come out of it again. */
    public record Part(String name, long count, String checksum) {}

    public long rows() {
        return tables.stream().mapToLong(Part::count).sum();
    }
}
