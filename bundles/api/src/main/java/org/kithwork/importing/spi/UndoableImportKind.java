package org.kithwork.importing.spi;

import java.time.Instant;
import java.util.Optional;
import org.kithwork.problem.Message;
import org.osgi.annotation.versioning.ConsumerType;

/** A kind of row of which what an import created can be taken back. */
@ConsumerType
public interface UndoableImportKind extends ImportKind {

    /**
     * Takes back a record that an import created, in the current transaction, unless it was changed or used since; then
     * it changes nothing. A record that is gone already is taken back.
     *
     * @param targetId the record, as {@link RowResult} named it
     * @param until when the import ended: what is newer is somebody's work
     * @return why the record stays; empty when it is gone
     */
    Optional<Message> undo(String targetId, Instant until);
}
