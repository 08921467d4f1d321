package org.kithwork.core.internal.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.importing.reader.ByteSource;
import org.kithwork.core.internal.importing.reader.CsvException;
import org.kithwork.core.internal.importing.reader.CsvFormat;
import org.kithwork.core.internal.importing.reader.CsvSniffer;
import org.kithwork.core.internal.importing.reader.WorkbookTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks at uploads by what they hold, not by their names. What is no text is written once as a table beside the upload,
 * encrypted like it, so that the rows of every format are read, resumed and given back in the same way.
 */
@Component(service = ImportTables.class)
public final class ImportTables {

    private static final int BEGINNING = 8;

    private final Uploads uploads;

    @Activate
    public ImportTables(@Reference Uploads uploads) {
        this.uploads = uploads;
    }

    /** What somebody said about how a file is to be read; {@code null} is to be found out. */
    record Wanted(
            @Nullable String encoding,
            @Nullable String separator,
            @Nullable String sheet,
            @Nullable Integer headerRow) {}

    FileLook look(String id, Wanted wanted) {
        var file = uploads.original(id);
        try {
            return switch (format(file)) {
                case WORKBOOK -> workbook(id, file, wanted);
                case COMPOUND -> throw WorkbookTable.compound(file);
                case TEXT -> text(id, file, wanted);
            };
        } catch (CsvException e) {
            throw FileLook.refused(e);
        } catch (IOException e) {
            throw new UncheckedIOException("The upload cannot be read", e);
        }
    }

    private enum Format {
        TEXT,
        WORKBOOK,
        COMPOUND
    }

    private static Format format(ByteSource file) throws IOException {
        try (var stream = file.open()) {
            var first = stream.readNBytes(BEGINNING);
            return startsWith(first, 'P', 'K', 3, 4)
                    ? Format.WORKBOOK
                    : startsWith(first, 0xD0, 0xCF, 0x11, 0xE0) ? Format.COMPOUND : Format.TEXT;
        }
    }

    private static boolean startsWith(byte[] bytes, int... wanted) {
        if (bytes.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private FileLook text(String id, ByteSource file, Wanted wanted) throws IOException {
        if (wanted.sheet != null || wanted.headerRow != null) {
            throw new CsvException(CsvException.Fault.NO_SHEETS, "a text has no sheets");
        }
        uploads.forgetTable(id);
        return FileLook.at(file, detect(file, wanted));
    }

    private static CsvFormat detect(ByteSource file, Wanted wanted) throws IOException {
        return CsvSniffer.detect(
                file,
                Objects.requireNonNullElse(wanted.encoding, CsvSniffer.AUTO),
                Objects.requireNonNullElse(wanted.separator, CsvSniffer.AUTO));
    }

    private FileLook workbook(String id, ByteSource file, Wanted wanted) throws IOException {
        var table = WorkbookTable.open(file, wanted.sheet);
        var header = wanted.headerRow == null ? table.headerRow() : wanted.headerRow;
        var format = uploads.table(id, out -> table.write(out, header, uploads.mostBytes()));
        return FileLook.at(uploads.open(id), format)
                .of(new Layout.Table("XLSX", table.sheets(), table.sheet(), header));
    }
}
