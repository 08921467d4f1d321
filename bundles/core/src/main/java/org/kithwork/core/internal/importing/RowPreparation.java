package org.kithwork.core.internal.importing;

import java.util.List;
import org.kithwork.core.internal.importing.PreparedRow.Repeated;
import org.kithwork.core.internal.importing.reader.CsvRow;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportRow;

/**
 * Makes rows ready: their cells by field, their keys. A row without a key of its own is keyed by what it says and the
 * how-many-eth time it says so in the file, so every row before it has to be counted, also when the import goes on in
 * the middle.
 */
final class RowPreparation {

    private final ImportKind kind;
    private final ImportOptions options;
    private final RowReader reader;
    private final ImportCipher cipher;
    private final Occurrences contents = new Occurrences();
    private final Occurrences tried = new Occurrences();

    RowPreparation(ImportKind kind, ImportOptions options, RowReader reader, ImportCipher cipher) {
        this.kind = kind;
        this.options = options;
        this.reader = reader;
        this.cipher = cipher;
    }

    /** Counts a row that was dealt with before. */
    void pass(CsvRow row) {
        var read = reader.read(row);
        if (read.faults().isEmpty() && !read.values().isEmpty()) {
            key(row.number(), read);
        }
    }

    PreparedRow prepare(CsvRow row) {
        var read = reader.read(row);
        if (!read.faults().isEmpty()) {
            return new PreparedRow(row.position(), read.values(), read.faults(), List.of(), List.of(), Repeated.NEW);
        }
        var key = key(row.number(), read);
        // What wins may differ from one import to the next, so the same row under another rule is looked at again.
        var content = RowReader.content(read.values()) + options.onDuplicate() + options.zone() + options.phoneRegion();
        return new PreparedRow(
                row.position(),
                read.values(),
                List.of(),
                cipher.keys(kind.kind(), options.source(), key),
                cipher.contents(content),
                options.dryRun() ? repeated(key, content) : Repeated.NEW);
    }

    private Repeated repeated(String key, String content) {
        var again = tried.next(key) > 1;
        var same = tried.next(key + '\n' + content) > 1;
        return same ? Repeated.SAME : again ? Repeated.OTHER : Repeated.NEW;
    }

    private String key(long number, RowReader.Read read) {
        return kind.key(new ImportRow(number, read.values(), null), options)
                .map(key -> "k" + key)
                .orElseGet(() -> {
                    var content = RowReader.content(read.values());
                    return "r" + contents.next(content) + content;
                });
    }
}
