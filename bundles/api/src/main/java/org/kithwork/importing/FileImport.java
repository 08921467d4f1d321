package org.kithwork.importing;

/**
 * Where the import of a file stands.
 *
 * @param state a word, such as {@code RUNNING}, {@code DONE}, {@code DONE_WITH_ERRORS}, {@code FAILED}, {@code CANCELLED}
 * @param ended whether nothing more happens to it
 */
public record FileImport(
        String id,
        String state,
        boolean ended,
        long created,
        long updated,
        long unchanged,
        long skipped,
        long review,
        long errors) {}
