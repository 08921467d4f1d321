package org.kithwork.core.internal.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.importing.reader.ByteSource;
import org.kithwork.core.internal.importing.reader.CardTable;
import org.kithwork.core.internal.importing.reader.CsvException;
import org.kithwork.core.internal.importing.reader.CsvFormat;
import org.kithwork.core.internal.importing.reader.CsvSniffer;
import org.kithwork.core.internal.importing.reader.MailTable;
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

    private static final int BEGINNING = 64;

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

    /**
     * Looks at a file.
     *
     * @param before how it was read until now, which may have to stay so
     */
    FileLook look(String id, Wanted wanted, @Nullable Layout before) {
        var file = uploads.original(id);
        try {
            uploads.keepTables(
                    id,
                    before == null || before.table() == null
                            ? Set.of()
                            : Set.of(before.table().name()));
            return switch (format(file)) {
                case WORKBOOK -> workbook(id, file, wanted);
                case COMPOUND -> throw WorkbookTable.compound(file);
                case CARDS -> cards(id, file, wanted);
                case MAIL -> mail(id, file, wanted);
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
        COMPOUND,
        CARDS,
        MAIL
    }

    private static Format format(ByteSource file) throws IOException {
        try (var stream = file.open()) {
            var first = stream.readNBytes(BEGINNING);
            return startsWith(first, 'P', 'K', 3, 4)
                    ? Format.WORKBOOK
                    : startsWith(first, 0xD0, 0xCF, 0x11, 0xE0)
                            ? Format.COMPOUND
                            : CardTable.isCards(first)
                                    ? Format.CARDS
                                    : MailTable.isMail(first) ? Format.MAIL : Format.TEXT;
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
        requireNoSheet(wanted);
        return FileLook.at(file, detect(file, wanted));
    }

    private static void requireNoSheet(Wanted wanted) {
        if (wanted.sheet != null || wanted.headerRow != null) {
            throw new CsvException(CsvException.Fault.NO_SHEETS, "the file has no sheets");
        }
    }

    private static CsvFormat detect(ByteSource file, Wanted wanted) throws IOException {
        return CsvSniffer.detect(
                file,
                Objects.requireNonNullElse(wanted.encoding, CsvSniffer.AUTO),
                Objects.requireNonNullElse(wanted.separator, CsvSniffer.AUTO));
    }

    private FileLook cards(String id, ByteSource file, Wanted wanted) throws IOException {
        requireNoSheet(wanted);
        var text = CsvSniffer.detect(file, Objects.requireNonNullElse(wanted.encoding, CsvSniffer.AUTO), ",");
        var cards = CardTable.open(file, text);
        var table = new Layout.Table("cards." + text.encoding(), "VCARD", List.of(), null, 0);
        return look(id, table, uploads.table(id, table.name(), out -> cards.write(out, uploads.mostBytes())));
    }

    private FileLook mail(String id, ByteSource file, Wanted wanted) throws IOException {
        requireNoSheet(wanted);
        var mail = MailTable.open(file);
        var table = new Layout.Table("mail", "MAIL", List.of(), null, 0);
        return look(id, table, uploads.table(id, table.name(), out -> mail.write(out, uploads.mostBytes())));
    }

    private FileLook workbook(String id, ByteSource file, Wanted wanted) throws IOException {
        var book = WorkbookTable.open(file, wanted.sheet);
        var header = wanted.headerRow == null ? book.headerRow() : wanted.headerRow;
        var table =
                new Layout.Table("sheet." + book.number() + "." + header, "XLSX", book.sheets(), book.sheet(), header);
        return look(id, table, uploads.table(id, table.name(), out -> book.write(out, header, uploads.mostBytes())));
    }

    private FileLook look(String id, Layout.Table table, CsvFormat format) throws IOException {
        return FileLook.at(uploads.table(id, table.name()), format).of(table);
    }
}
