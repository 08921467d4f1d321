package org.kithwork.core.internal.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proof that a customer was erased; it names nobody.
 *
 * @param id the erasure's operation
 * @param mode ERASE or ANONYMISE
 * @param tombstone by which a copy of the erased customer would be known
 * @param seal over all the rest, with a key of the installation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Certificate(
        String format,
        String id,
        String mode,
        @Nullable String caseId,
        @Nullable Instant receivedAt,
        Instant erasedAt,
        Instant finishedAt,
        String tombstone,
        List<Part> modules,
        AuditEntry audit,
        String seal) {

    static final String FORMAT = "kithwork-erasure-certificate/1";

    public Certificate {
        modules = modules == null ? List.of() : List.copyOf(modules);
    }

    /** When a module had done its part. */
    public record Part(String module, Instant doneAt) {}

    /** The entry of the audit, and its link in the chain of hashes. */
    public record AuditEntry(String id, long seq, String hash) {}

    /** What is sealed: every member but the seal, a line each. */
    String sealed() {
        var text = new StringBuilder();
        for (var member : new Object[] {format, id, mode, caseId, receivedAt, erasedAt, finishedAt, tombstone}) {
            text.append(member).append('\n');
        }
        modules.forEach(part ->
                text.append(part.module()).append(' ').append(part.doneAt()).append('\n'));
        return text.append(audit.id())
                .append(' ')
                .append(audit.seq())
                .append(' ')
                .append(audit.hash())
                .toString();
    }

    Certificate with(String newSeal) {
        return new Certificate(
                format, id, mode, caseId, receivedAt, erasedAt, finishedAt, tombstone, modules, audit, newSeal);
    }
}
