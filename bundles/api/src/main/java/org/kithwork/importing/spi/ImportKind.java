package org.kithwork.importing.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Message;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of row that can be imported. The core reads the file, maps the columns, keeps the result of each row in the
 * transaction of its effect, and asks no row twice: a row whose key and content were seen before is unchanged.
 */
@ConsumerType
public interface ImportKind {

    /** Its word, such as {@code purchases}; unique over all modules. */
    String kind();

    Message title();

    /** What one needs to import it. */
    Permission permission();

    /** What columns can be mapped to. */
    List<ImportField> fields();

    /**
     * The fields that must be mapped beside these; by default each one that is required.
     *
     * @param mapped the fields that columns are mapped to
     */
    default List<String> missing(Set<String> mapped) {
        return fields().stream()
                .filter(field -> field.required() && !mapped.contains(field.name()))
                .map(ImportField::name)
                .toList();
    }

    /** What an import of the kind can be told beside; an option that is not here is refused. */
    default List<ImportOption> options() {
        return List.of();
    }

    /** Refuses, before a file is begun, options that no row could be applied with; names every fault at once. */
    default void check(ImportOptions options) {}

    /**
     * The key of a row in its source, unique for each row; empty leaves it to the core, which takes the hash of the
     * mapped fields and the how-many-eth occurrence of it in the file.
     */
    Optional<String> key(ImportRow row, ImportOptions options);

    /**
     * Prepares for a batch of rows, in the batch's transaction: reads at once what {@link #apply} would read one by
     * one.
     */
    default ImportBatch batch(List<ImportRow> rows, ImportOptions options) {
        return row -> apply(row, options);
    }

    /**
     * Applies a row in the current transaction. Throws a problem, with every fault and the field as its pointer, before
     * it changes anything.
     */
    RowResult apply(ImportRow row, ImportOptions options);

    /** A batch made ready. */
    @FunctionalInterface
    interface ImportBatch {
        RowResult apply(ImportRow row);
    }
}
