package org.kithwork.core.internal.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.kithwork.core.internal.importing.reader.CsvFormat;
import org.kithwork.core.internal.importing.reader.CsvRow;
import org.kithwork.core.internal.importing.reader.CsvSource;
import org.kithwork.core.internal.importing.reader.ErrorFile;
import org.kithwork.core.internal.importing.reader.FormulaGuard;
import org.kithwork.core.internal.importing.store.ImportEntity;
import org.kithwork.core.internal.importing.store.ImportRowEntity;
import org.kithwork.core.internal.importing.store.ImportRowStore;
import org.kithwork.core.internal.importing.store.ImportStore;
import org.kithwork.core.internal.job.Node;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes the rows that were refused, or left for review, as a file that can be mended and imported again. */
@Component(service = ErrorReport.class)
public final class ErrorReport {

    private static final int PAGE = 500;

    private final AccessControl access;
    private final ImportStore store;
    private final ImportRowStore rows;
    private final ImportCipher cipher;
    private final Uploads uploads;
    private final Node node;

    @Activate
    public ErrorReport(
            @Reference AccessControl access,
            @Reference ImportStore store,
            @Reference ImportRowStore rows,
            @Reference ImportCipher cipher,
            @Reference Uploads uploads,
            @Reference Node node) {
        this.access = access;
        this.store = store;
        this.rows = rows;
        this.cipher = cipher;
        this.uploads = uploads;
        this.node = node;
    }

    /** A report that is ready to be written, when whoever asked has been let in. */
    public interface Report {
        void write(OutputStream out) throws IOException;
    }

    /** The report of an import; it holds what people wrote, so one needs the right to import. */
    public Report of(String id, Locale locale) {
        var visibility = access.visibility(ImportPermissions.CREATE);
        var entity = store.find(id)
                .filter(found -> ImportDesk.covers(visibility, found))
                .orElseThrow(ImportDesk::notFound);
        if (entity.layoutCipher == null) {
            throw Problem.conflict(ImportTexts.of("import-expired"));
        }
        if (!uploads.exists(id)) {
            throw entity.node.equals(node.id())
                    ? Problem.conflict(ImportTexts.of("import-expired"))
                    : Problem.of(ProblemKind.UNAVAILABLE, "busy");
        }
        return out -> write(entity, cipher.openLayout(id, entity.layoutCipher), locale, out);
    }

    private void write(ImportEntity entity, Layout layout, Locale locale, OutputStream out) throws IOException {
        var format = new CsvFormat(
                Charset.forName(entity.encoding), entity.separator.charAt(0), entity.startOffset, true, entity.total);
        var refused = new Refused(entity.id);
        try (var file = new ErrorFile(out, layout.header());
                var source = CsvSource.open(uploads.open(entity.id, layout), format)) {
            var ours = ErrorFile.isOurs(layout.header());
            for (var wanted = refused.next(); wanted != null; wanted = refused.next()) {
                var row = find(source, wanted.rowNo);
                if (row == null) {
                    return;
                }
                file.add(ours ? unguarded(row) : row, code(wanted), reason(wanted, locale));
            }
        }
    }

    private static @org.jspecify.annotations.Nullable CsvRow find(CsvSource source, long number) {
        for (var row = source.next(); row.isPresent(); row = source.next()) {
            if (row.get().number() == number) {
                return row.get();
            }
        }
        return null;
    }

    /** The cells of a file that was an error file itself are guarded once, not twice. */
    private static CsvRow unguarded(CsvRow row) {
        return new CsvRow(
                row.number(),
                row.line(),
                row.offset(),
                row.cells().stream().map(FormulaGuard::unguard).toList(),
                row.shape());
    }

    private static String code(ImportRowEntity row) {
        return row.errorCode == null ? "" : row.errorCode;
    }

    private String reason(ImportRowEntity row, Locale locale) {
        var said = cipher.openReason(row.importId, row.rowNo, row.reasonCipher);
        return said == null ? ImportTexts.of("row-review").text(locale) : said.text(locale);
    }

    /** The refused rows in order, a page at a time. */
    private final class Refused {

        private final String id;
        private final Deque<ImportRowEntity> page = new ArrayDeque<>();
        private long after;

        Refused(String id) {
            this.id = id;
        }

        @org.jspecify.annotations.Nullable
        ImportRowEntity next() {
            if (page.isEmpty()) {
                page.addAll(rows.refused(id, after, PAGE));
                if (!page.isEmpty()) {
                    after = page.getLast().rowNo;
                }
            }
            return page.poll();
        }
    }
}
