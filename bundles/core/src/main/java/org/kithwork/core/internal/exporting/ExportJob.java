package org.kithwork.core.internal.exporting;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.kithwork.core.internal.exporting.store.ExportStore;
import org.kithwork.job.spi.JobHandler;
import org.kithwork.job.spi.JobRun;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the file of an export: a part of the list at a time, each in a transaction of its own, so that a list of any length
 * needs the same memory. A file that was interrupted is begun anew.
 */
@Component(service = JobHandler.class)
public final class ExportJob implements JobHandler {

    static final String KIND = "core.export";
    static final String TITLE = "export of customers";

    private final ExportStore store;
    private final ExportCipher cipher;
    private final ExportWriting writing;
    private final ExportFiles files;
    private final ExportEnd end;
    private final AccessControl access;

    @Activate
    public ExportJob(
            @Reference ExportStore store,
            @Reference ExportCipher cipher,
            @Reference ExportWriting writing,
            @Reference ExportFiles files,
            @Reference ExportEnd end,
            @Reference AccessControl access) {
        this.store = store;
        this.cipher = cipher;
        this.writing = writing;
        this.files = files;
        this.end = end;
        this.access = access;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title(String given, Locale locale) {
        return ExportTexts.of("job-export").text(locale);
    }

    @Override
    public void run(JobRun run) {
        var id = String.valueOf(run.data().get("export"));
        var entity = store.find(id).orElseThrow(ExportDesk::notFound);
        if (entity.state != ExportState.RUNNING || !run.id().equals(entity.jobId)) {
            return;
        }
        access.require(ExportPermissions.CREATE);
        var kept = false;
        try {
            var written = write(id, cipher.open(id, entity.requestCipher), run);
            if (run.stopRequested()) {
                return;
            }
            if (!files.exists(id)) {
                // Somebody was erased while it was made, so it is made again without him.
                throw Problem.of(ProblemKind.UNAVAILABLE, "busy");
            }
            kept = end.ready(id, written.rows(), written.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The file of the export " + id + " cannot be written", e);
        } finally {
            if (!kept) {
                files.delete(id);
            }
        }
    }

    private record Written(long rows, long bytes) {}

    private Written write(String id, ExportRequest request, JobRun run) throws IOException {
        var rows = 0L;
        var counted = new Counted(files.create(id));
        try (var file = writing.open(request, id, counted)) {
            var source = writing.read(request);
            while (source.hasNext() && !run.stopRequested()) {
                var portion = source.next();
                rows += portion.size();
                end.require(rows);
                for (var customer : portion) {
                    file.add(customer);
                }
                run.progress(rows, 0);
            }
        }
        return new Written(rows, counted.bytes);
    }

    /** Counts the bytes in clear. */
    private static final class Counted extends FilterOutputStream {
        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int single) throws IOException {
            out.write(single);
            bytes++;
        }

        @Override
        public void write(byte[] content, int from, int length) throws IOException {
            out.write(content, from, length);
            bytes += length;
        }
    }
}
