package org.kithwork.database.internal.schema;

/** A change log breaks a rule; the message is the sentence that the administrator reads. */
final class SchemaRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaRefused(String message) {
        super(message);
    }
}
